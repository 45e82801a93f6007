"""Calls that touch files, with their paths."""
