"""Movie recommender (item-item CF): scripts made from the notebook movie_recommender.ipynb."""
