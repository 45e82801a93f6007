# %% [markdown]
# file data/raw/t.csv
# a
# 5

# %% [markdown]
# file data/u.csv
# b
# 7

# %% tags=["imports"]
import os
from pathlib import Path

import pandas as pd

# %% tags=["preprocess"]
os.chdir(Path("data") / "raw")
t = pd.read_csv("t.csv")
os.chdir("..")
u = pd.read_csv("u.csv")

# %% tags=["evaluate"]
print(t["a"].tolist(), u["b"].tolist())
