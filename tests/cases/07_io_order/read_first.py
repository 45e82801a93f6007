# %% [markdown]
# file train.csv
# a,b
# 1,2
# 3,4

# %% tags=["imports"]
import pandas as pd

# %% tags=["preprocess"]
train = pd.read_csv("train.csv")
train["c"] = train["a"] + train["b"]

# %% tags=["evaluate"]
print(train.to_dict("list"))
