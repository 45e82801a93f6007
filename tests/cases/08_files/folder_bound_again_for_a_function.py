# %%
import os
from pathlib import Path

import pandas as pd

# %% tags=["preprocess"]
OUT = Path("tables")
OUT.mkdir()
pd.DataFrame({"k": [1, 2, 3]}).to_csv(OUT / "a.csv", index=False)


# %% tags=["functions"]
def load(name):
    return pd.read_csv(os.path.join(OUT, f"{name}.csv"))


# %% tags=["train"]
OUT = "tables"
total = load("a").k.sum()

# %% tags=["evaluate"]
OUT = Path("tables")
print(total, load("a").k.max())
