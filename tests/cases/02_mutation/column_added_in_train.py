# %% tags=["imports"]
import pandas as pd

# %% tags=["preprocess"]
df = pd.DataFrame({"a": [1, 2, 3]})

# %% tags=["train"]
df["double"] = df["a"] * 2
print(df["double"].sum() == 12)

# %% tags=["evaluate"]
print(df.to_dict("list"))
