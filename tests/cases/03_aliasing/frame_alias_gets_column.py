# %% tags=["imports"]
import pandas as pd

# %% tags=["preprocess"]
raw = pd.DataFrame({"a": [1, 2]})

# %% tags=["train"]
df = raw
df["b"] = df["a"] + 1

# %% tags=["evaluate"]
print(list(raw))
