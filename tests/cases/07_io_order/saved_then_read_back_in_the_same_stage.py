# %% tags=["imports"]
import pandas as pd

# %% tags=["preprocess"]
df = pd.DataFrame({"a": [1, 2]})
df.to_csv("clean.csv", index=True)
df = pd.read_csv("clean.csv")

# %% tags=["evaluate"]
print(list(df), df["a"].tolist())
