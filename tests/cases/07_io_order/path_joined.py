# %% [markdown]
# file data/raw/train.csv
# a,b
# 1,2
# 3,4

# %% tags=["preprocess"]
import os

import pandas as pd

DATA = "data"
train = pd.read_csv(os.path.join(DATA, "raw", "train.csv"))

# %% tags=["evaluate"]
print(train.sum().tolist())
