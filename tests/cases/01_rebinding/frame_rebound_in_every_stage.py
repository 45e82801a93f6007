# %% tags=["imports"]
import pandas as pd

# %% tags=["preprocess"]
df = pd.DataFrame({"a": [1.0, None, 3.0], "b": ["x", "y", None]})
print(df.shape)

# %% tags=["train"]
df = df.dropna(subset=["a"])
print(df.shape)

# %% tags=["predict"]
df = df.assign(c=df["a"] * 2)
print(df["c"].tolist())

# %% tags=["evaluate"]
df = df.fillna({"b": "?"})
print(df.to_dict("list"))
