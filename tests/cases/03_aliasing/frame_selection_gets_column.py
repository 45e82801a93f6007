# %% tags=["imports"]
import pandas as pd

# %% tags=["preprocess"]
raw = pd.DataFrame({"a": [1, 2, 3], "b": [4, 5, 6]})
part = raw[raw["a"] > 1].copy()

# %% tags=["train"]
part["c"] = part["a"] * part["b"]

# %% tags=["evaluate"]
print(list(raw), part.to_dict("list"))
