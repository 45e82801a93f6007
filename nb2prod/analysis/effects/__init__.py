"""Side effects of statements: figures, random streams, code that cannot be analysed."""
