# %% tags=["imports"]
import pandas as pd

# %% tags=["preprocess"]
df = pd.DataFrame({"a": [1, 2, 3]})
shift = int(df["a"].sum())

# %% tags=["train"]
df["b"] = df["a"].apply(lambda v: v + shift)

# %% tags=["evaluate"]
print(df["b"].tolist())
