# %% tags=["imports"]
import pandas as pd

# %% tags=["preprocess"]
df = pd.DataFrame({"a": [1.23456, 2.0]})

# %% tags=["train"]
print(df)

# %% tags=["preprocess"]
pd.set_option("display.precision", 2)

# %% tags=["evaluate"]
print(df)
