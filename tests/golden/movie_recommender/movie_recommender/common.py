"""What several stages of movie_recommender use."""

N = 10
