# %% tags=["imports"]
import pandas as pd

# %% tags=["preprocess"]
df = pd.DataFrame({"a": [1], "b": [2], "c": [3]})

# %% tags=["train"]
del df["b"]

# %% tags=["evaluate"]
print(list(df))
