# %%
import pandas as pd

# %% tags=["evaluate"]
if True:
    print("set")
    pd.set_option('display.precision', 5)

# %% tags=["predict"]
xs = 1
print(xs)
