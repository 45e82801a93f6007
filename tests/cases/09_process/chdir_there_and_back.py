# %% [markdown]
# file data/sub/t.csv
# a
# 5

# %% [markdown]
# file data/u.csv
# b
# 7

# %% tags=["functions"]
import os

import pandas as pd

def read(name):
    return pd.read_csv(os.path.join("sub", name))

# %% tags=["preprocess"]
BASE = "data"
os.chdir(BASE)
t = read("t.csv")
u = pd.read_csv("u.csv")

# %% tags=["train"]
os.chdir("sub")
n = len(pd.read_csv("t.csv"))

# %% tags=["evaluate"]
os.chdir("../..")
print(t["a"].tolist(), u["b"].tolist(), n, len(pd.read_csv("data/u.csv")))
