# %% [markdown]
# file data/t.csv
# a
# 5

# %% tags=["imports"]
import os

import pandas as pd

FOLDER = "data"

# %% tags=["preprocess"]
os.chdir(os.path.join(".", FOLDER))
t = pd.read_csv("t.csv")
t["b"] = t["a"] * 2
t.to_csv("made.csv", index=False)

# %% tags=["train"]
made = pd.read_csv("made.csv")
print(made["b"].tolist())
