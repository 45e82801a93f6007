# %% tags=["imports"]
import numpy as np
import pandas as pd
from ast import literal_eval
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.metrics.pairwise import cosine_similarity

# %% tags=["preprocess"]
credits = pd.read_csv("tmdb_5000_credits.csv")
movies = pd.read_csv("tmdb_5000_movies.csv")
movies = movies.merge(credits, on="title")

# %% tags=["skip"]
movies.head(2)

# %% tags=["functions"]
def names(text):
    return [d["name"] for d in literal_eval(text)][:3]

def soup(row):
    return " ".join(row["keywords"] + row["cast"] + row["genres"])

# %% tags=["preprocess"]
for column in ["cast", "keywords", "genres"]:
    movies[column] = movies[column].apply(names)
movies["soup"] = movies.apply(soup, axis=1)

# %% tags=["preprocess"]
count = CountVectorizer(stop_words="english")
matrix = count.fit_transform(movies["soup"])

# %% tags=["train"]
similarity = cosine_similarity(matrix)

# %% tags=["preprocess"]
indices = pd.Series(movies.index, index=movies["title"])

# %% tags=["functions"]
def recommend(title, n=10):
    idx = indices[title]
    order = np.argsort(-similarity[idx])[1:n + 1]
    return movies["title"].iloc[order]

# %% tags=["predict"]
recommend("The Dark Knight Rises")
