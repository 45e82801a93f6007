# %% [markdown]
# file data/train.csv
# a,b
# 1,2
# 3,4

# %% tags=["imports"]
import pandas as pd

# %% tags=["preprocess"]
TRAIN = "data/train.csv"
train = pd.read_csv(TRAIN)

# %% tags=["evaluate"]
print(train.shape)
