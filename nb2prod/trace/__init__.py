"""What one run of the notebook told: types, shapes, whether values can be saved, files."""
