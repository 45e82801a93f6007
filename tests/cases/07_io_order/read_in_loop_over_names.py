# %% [markdown]
# file a.csv
# v
# 1
# file b.csv
# v
# 2

# %% tags=["imports"]
import pandas as pd

# %% tags=["preprocess"]
parts = []
for name in ["a", "b"]:
    parts.append(pd.read_csv(f"{name}.csv"))
data = pd.concat(parts, ignore_index=True)

# %% tags=["evaluate"]
print(data["v"].tolist())
