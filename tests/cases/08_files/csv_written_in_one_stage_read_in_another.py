# %% tags=["imports"]
import pandas as pd

# %% tags=["preprocess"]
df = pd.DataFrame({"a": [1, 2], "b": ["x", "y"]})
df.to_csv("clean.csv", index=False)

# %% tags=["train"]
clean = pd.read_csv("clean.csv")
total = int(clean["a"].sum())

# %% tags=["evaluate"]
print(total, list(clean))
