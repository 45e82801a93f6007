"""The schema of a sample of the notebook's data: kinds, ranges and categories, never its rows."""
