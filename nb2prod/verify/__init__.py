"""Evidence that the package computes what the notebook computes: run both, compare the values."""
