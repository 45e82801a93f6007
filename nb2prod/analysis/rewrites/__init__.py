"""Rewrites of the notebook before it is analysed, with the same meaning."""
