"""Values that the text of the notebook decides."""
