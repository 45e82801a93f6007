# %% tags=["imports"]
import pandas as pd

# %% tags=["preprocess"]
df = pd.DataFrame({"a": [1.0, 5.0, 3.0]})
scale = df["a"].max()

# %% tags=["train"]
print(repr(float(scale)))
scale = scale * 2

# %% tags=["evaluate"]
print(repr(float(scale)))
