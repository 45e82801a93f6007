# %% [markdown]
# file parts/a.csv
# v
# 1
# file parts/b.csv
# v
# 2

# %% tags=["preprocess"]
import glob

import pandas as pd

data = pd.concat([pd.read_csv(p) for p in sorted(glob.glob("parts/*.csv"))])

# %% tags=["evaluate"]
print(data["v"].tolist())
