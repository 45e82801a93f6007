"""Findings about a notebook, and the formats in which people and other tools read them."""
