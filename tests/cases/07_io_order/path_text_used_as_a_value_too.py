# %% [markdown]
# file train.csv
# a
# 1

# %% tags=["imports"]
import pandas as pd

# %% tags=["preprocess"]
NAME = "train.csv"
train = pd.read_csv(NAME)
train["source"] = NAME

# %% tags=["evaluate"]
print(train["source"].tolist(), NAME)
