# %% tags=["imports"]
import pandas as pd

# %% tags=["preprocess"]
pd.set_option("display.precision", 2)
pd.set_option("display.max_rows", 4)
df = pd.DataFrame({"a": [n / 7 for n in range(6)]})

# %% tags=["evaluate"]
print(df)
