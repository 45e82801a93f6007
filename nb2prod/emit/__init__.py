"""The pipeline to the text of its files. Decides nothing."""
