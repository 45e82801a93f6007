# %% tags=["imports"]
import pandas as pd

# %% tags=["preprocess"]
df = pd.DataFrame({"a": [1.0, None]})

# %% tags=["train"]
df.fillna(0)
df.sort_values("a", ascending=False)
print(int(df["a"].isna().sum()))

# %% tags=["evaluate"]
print(int(df["a"].isna().sum()))
