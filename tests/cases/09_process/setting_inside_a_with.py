# %%
import contextlib
import pandas as pd

# %% tags=["evaluate"]
a = pd.DataFrame({'k': [0.1]})
with contextlib.nullcontext(a) as xs:
    pd.set_option('display.precision', 0)

# %% tags=["train"]
print(xs)
