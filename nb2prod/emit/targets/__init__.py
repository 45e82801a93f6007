"""Files for workflow engines, made from the same pipeline as the package."""
