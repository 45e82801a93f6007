# %% tags=["imports"]
import pandas as pd

# %% tags=["preprocess"]
digits = sum(1 for c in "abc")
pd.set_option("display.precision", digits)

# %% tags=["evaluate"]
print(pd.DataFrame({"a": [1 / 7]}))
