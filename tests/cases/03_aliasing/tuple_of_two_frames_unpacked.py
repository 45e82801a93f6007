# %% tags=["imports"]
import pandas as pd

# %% tags=["preprocess"]
pair = (pd.DataFrame({"a": [1]}), pd.DataFrame({"a": [2]}))

# %% tags=["train"]
one, two = pair
one["b"] = 5

# %% tags=["evaluate"]
print(list(pair[0]), list(pair[1]))
