# %% [markdown]
# file train.csv
# a,b
# 1,2

# %% tags=["imports"]
import pandas as pd

# %% tags=["functions"]
def load():
    return pd.read_csv("train.csv").rename(columns=str.upper)

# %% tags=["preprocess"]
train = load()

# %% tags=["evaluate"]
print(list(train))
