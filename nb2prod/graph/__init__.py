"""The value graph: versions of names and what depends on what, over the facts of the analysis."""
