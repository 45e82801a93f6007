"""The notebook written another way before it is analysed, with the same meaning."""
