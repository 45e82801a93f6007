# %% [markdown]
# file data/a.csv
# x
# 12

# %% [markdown]
# file data/b.csv
# x
# 5

# %% tags=["imports"]
import os

import pandas as pd

# %% tags=["parameters"]
CFG = {"data_dir": "data", "rate": 0.5}

# %% tags=["preprocess"]
frames = []
for name in ["a.csv", "b.csv"]:
    frames.append(pd.read_csv(os.path.join(CFG["data_dir"], name)))
table = pd.concat(frames)

# %% tags=["train"]
print(table.x.sum() * CFG["rate"])
