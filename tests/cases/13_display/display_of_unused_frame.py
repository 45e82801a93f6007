# %% tags=["imports"]
import pandas as pd

# %% tags=["preprocess"]
df = pd.DataFrame({"a": [1, 2]})
df

# %% tags=["evaluate"]
print("end")
