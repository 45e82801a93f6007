"""Pure-data knowledge tables about the libraries that notebooks use.

The modules hold literals only: which calls touch files (``io``), which calls mutate what
(``mutation``), what calls return (``types``) and which calls draw random numbers or change
the whole process (``randomness``).  Names are the public qualified names that a user's
imports resolve to; a leading dot marks a method on any receiver.
"""
