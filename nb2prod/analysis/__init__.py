"""Cells to facts: names read, bound and mutated, paths, calls, types. Pure, no files."""
