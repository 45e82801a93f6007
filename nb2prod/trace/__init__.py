"""What one run of the notebook recorded: types, shapes, whether values can be saved, files."""
