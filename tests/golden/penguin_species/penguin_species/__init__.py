"""Penguin species

Own nearest-centroid classifier instead of sklearn's, to see what the distance does.
"""
