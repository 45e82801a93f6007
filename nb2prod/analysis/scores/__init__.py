"""Scores in code: which expressions give one, what they are called, and what is said of them."""
