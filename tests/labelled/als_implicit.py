# %% tags=["imports"]
import numpy as np
import pandas as pd
import scipy.sparse as sparse
from implicit.als import AlternatingLeastSquares
from implicit.evaluation import precision_at_k, train_test_split
import pickle

# %% tags=["preprocess"]
plays = pd.read_csv("lastfm.tsv", sep="\t", names=["user", "artist", "plays"])
plays = plays.dropna()

# %% tags=["preprocess"]
plays["user"] = plays["user"].astype("category")
plays["artist"] = plays["artist"].astype("category")
user_items = sparse.coo_matrix(
    (plays["plays"], (plays["user"].cat.codes, plays["artist"].cat.codes))).tocsr()

# %% tags=["skip"]
sparsity = 1 - user_items.nnz / np.prod(user_items.shape)
print(f"sparsity {sparsity:.4%}")

# %% tags=["preprocess"]
train, test = train_test_split(user_items, train_percentage=0.8)

# %% tags=["train"]
als = AlternatingLeastSquares(factors=64, regularization=0.05, iterations=20)
als.fit(train)

# %% tags=["train"]
pickle.dump(als, open("als.pkl", "wb"))

# %% tags=["predict"]
ids, scores = als.recommend(0, train[0], N=10)
artists = plays["artist"].cat.categories
pd.DataFrame({"artist": artists[ids], "score": scores})

# %% tags=["evaluate"]
p = precision_at_k(als, train, test, K=10)
print("p@10", p)
