# %% [markdown]
# file train.csv
# a
# 1
# 2
# 3

# %% tags=["parameters"]
ROWS = 2

# %% tags=["imports"]
import pandas as pd

# %% tags=["preprocess"]
train = pd.read_csv("train.csv", nrows=ROWS)

# %% tags=["evaluate"]
print(train["a"].tolist())
