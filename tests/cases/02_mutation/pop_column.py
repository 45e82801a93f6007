# %% tags=["imports"]
import pandas as pd

# %% tags=["preprocess"]
df = pd.DataFrame({"a": [1, 2], "target": [0, 1]})

# %% tags=["train"]
y = df.pop("target")

# %% tags=["evaluate"]
print(list(df), y.tolist())
