# %% tags=["skip"]
digits = 2

# %% tags=["imports"]
import pandas as pd

pd.set_option("display.precision", digits)

# %% tags=["evaluate"]
print(pd.Series([1.123456]))
