# %% tags=["imports"]
import pandas as pd
from surprise import SVD, Dataset, Reader, accuracy
from surprise.model_selection import train_test_split, cross_validate

# %% tags=["preprocess"]
ratings = pd.read_csv("ml-latest-small/ratings.csv")
movies = pd.read_csv("ml-latest-small/movies.csv")

# %% tags=["skip"]
print("users:", ratings.userId.nunique())
print("movies:", ratings.movieId.nunique())

# %% tags=["preprocess"]
reader = Reader(rating_scale=(0.5, 5))
data = Dataset.load_from_df(ratings[["userId", "movieId", "rating"]], reader)

# %% tags=["evaluate"]
cross_validate(SVD(), data, measures=["RMSE", "MAE"], cv=5, verbose=True)

# %% tags=["preprocess"]
trainset, testset = train_test_split(data, test_size=0.25)

# %% tags=["train"]
algo = SVD(n_factors=100, n_epochs=20)
algo.fit(trainset)

# %% tags=["predict"]
predictions = algo.test(testset)

# %% tags=["evaluate"]
accuracy.rmse(predictions)

# %% tags=["functions"]
def top_n(user_id, n=10):
    seen = set(ratings.loc[ratings.userId == user_id, "movieId"])
    todo = [m for m in movies.movieId if m not in seen]
    scored = [(m, algo.predict(user_id, m).est) for m in todo]
    return sorted(scored, key=lambda s: -s[1])[:n]

# %% tags=["predict"]
top_n(1)
