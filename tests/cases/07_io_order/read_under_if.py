# %% [markdown]
# file extra.csv
# a
# 7

# %% tags=["imports"]
import pandas as pd

# %% tags=["preprocess"]
size = sum(1 for c in "abc")
extra = pd.DataFrame({"a": [size]})
if size > 2:
    extra = pd.read_csv("extra.csv")

# %% tags=["evaluate"]
print(extra["a"].tolist())
