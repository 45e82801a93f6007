# %% tags=["imports"]
import pandas as pd

# %% tags=["preprocess"]
digits = len("abc")
pd.set_option("display.precision", digits)

# %% tags=["evaluate"]
print(pd.DataFrame({"a": [1 / 7]}))
