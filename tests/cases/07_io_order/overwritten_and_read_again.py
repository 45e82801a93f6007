# %% [markdown]
# file data.csv
# a
# 1
# 2

# %% tags=["imports"]
import pandas as pd

# %% tags=["preprocess"]
data = pd.read_csv("data.csv")
data["b"] = data["a"] * 2
data.to_csv("data.csv", index=False)
again = pd.read_csv("data.csv")

# %% tags=["evaluate"]
print(list(data), list(again))
