"""The notebook in a kernel, in a copy of its folder, watched from inside."""
