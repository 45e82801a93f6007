# %% [markdown]
# file train.csv
# a
# 1

# %% tags=["preprocess"]
import os

import pandas as pd

if os.path.exists("train.csv"):
    train = pd.read_csv("train.csv")
else:
    train = pd.DataFrame({"a": [0]})

# %% tags=["evaluate"]
print(train["a"].tolist())
