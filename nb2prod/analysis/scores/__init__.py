"""Scores in code: which expressions compute one, its name, and the text printed with it."""
