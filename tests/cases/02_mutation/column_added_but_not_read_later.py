# %% tags=["imports"]
import pandas as pd

# %% tags=["preprocess"]
df = pd.DataFrame({"a": [1, 2, 3]})
n = len(df)

# %% tags=["train"]
df["double"] = df["a"] * 2
total = int(df["double"].sum())

# %% tags=["evaluate"]
print(n, total)
