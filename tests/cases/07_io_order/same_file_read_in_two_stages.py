# %% [markdown]
# file train.csv
# a,b
# 1,2
# 3,4

# %% tags=["imports"]
import pandas as pd

# %% tags=["preprocess"]
train = pd.read_csv("train.csv")
train = train.drop(columns="b")

# %% tags=["evaluate"]
original = pd.read_csv("train.csv")
print(list(train), list(original))
