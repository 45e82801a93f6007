# %% [markdown]
# file train.csv
# a
# 1

# %% tags=["parameters"]
TRAIN = "train.csv"
TIMES = 2

# %% tags=["imports"]
import pandas as pd

# %% tags=["preprocess"]
train = pd.read_csv(TRAIN) * TIMES

# %% tags=["evaluate"]
print(train["a"].tolist(), TIMES)
