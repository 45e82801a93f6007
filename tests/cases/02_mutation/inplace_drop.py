# %% tags=["imports"]
import pandas as pd

# %% tags=["preprocess"]
df = pd.DataFrame({"id": [1, 2], "a": [3, 4]})

# %% tags=["train"]
df.drop(columns="id", inplace=True)
print(df.columns.tolist())

# %% tags=["evaluate"]
print(df.columns.tolist())
