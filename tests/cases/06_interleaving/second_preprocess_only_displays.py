# %% tags=["imports"]
import pandas as pd

# %% tags=["preprocess"]
df = pd.DataFrame({"a": [1, 2]})

# %% tags=["train"]
total = int(df["a"].sum())

# %% tags=["preprocess"]
df.head()

# %% tags=["evaluate"]
print(total)
