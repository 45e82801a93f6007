# %% [markdown]
# file data/t.csv
# a
# 5

# %% tags=["preprocess"]
import os

import pandas as pd

os.chdir("data")
t = pd.read_csv("t.csv")

# %% tags=["evaluate"]
print(t["a"].tolist())
