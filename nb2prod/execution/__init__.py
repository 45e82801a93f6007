"""Runs the notebook in a kernel, in a copy of its folder, and records what it does."""
