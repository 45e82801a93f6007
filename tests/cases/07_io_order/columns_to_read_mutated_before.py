# %% [markdown]
# file train.csv
# a,b,c
# 1,2,3

# %% tags=["imports"]
import pandas as pd

# %% tags=["preprocess"]
wanted = ["a"]
wanted.append("c")
train = pd.read_csv("train.csv", usecols=wanted)

# %% tags=["evaluate"]
print(list(train))
