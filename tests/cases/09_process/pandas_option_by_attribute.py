# %% tags=["imports"]
import pandas as pd

# %% tags=["preprocess"]
df = pd.DataFrame({"a": [1 / 7]})
print(df)

# %% tags=["train"]
pd.options.display.float_format = "{:.1f}".format

# %% tags=["evaluate"]
print(df)
