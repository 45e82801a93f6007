"""Tests of movie_recommender."""
