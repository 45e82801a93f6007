# %% [markdown]
# file train.csv
# a
# 1

# %% tags=["imports"]
import pandas as pd

# %% tags=["preprocess"]
print("reading")
train = pd.read_csv("train.csv")
print("read", len(train))

# %% tags=["evaluate"]
print(list(train))
