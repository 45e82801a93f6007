"""Evidence that the package computes what the notebook computed: run both, compare the values."""
