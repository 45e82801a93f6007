"""Movie recommender (item-item CF)

Leave-some-out evaluation: a few liked movies of every user are hidden, then we look whether
they come back in the top N.
"""
