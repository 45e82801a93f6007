# %% tags=["imports"]
import pandas as pd

# %% tags=["preprocess"]
df = pd.DataFrame({"a": [1, 2]})
df.to_csv("clean.csv", index=False)
df["b"] = 0

# %% tags=["evaluate"]
print(list(df))
