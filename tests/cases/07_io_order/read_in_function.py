# %% [markdown]
# file train.csv
# a,b
# 1,2

# %% tags=["imports"]
import pandas as pd

# %% tags=["functions"]
def load(path):
    return pd.read_csv(path).rename(columns=str.upper)

# %% tags=["preprocess"]
train = load("train.csv")

# %% tags=["evaluate"]
print(list(train))
