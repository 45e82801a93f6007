# %% tags=["imports"]
import pandas as pd

# %% tags=["preprocess"]
df = pd.DataFrame({"a": [1, 2], "b": [3, 4]})
X = df[["a"]]
df.head()

# %% tags=["train"]
total = int(X["a"].sum())
df.describe()

# %% tags=["evaluate"]
print(total)
df.shape, X.columns
