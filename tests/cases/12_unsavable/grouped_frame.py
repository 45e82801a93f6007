# %% tags=["imports"]
import pandas as pd

# %% tags=["preprocess"]
df = pd.DataFrame({"k": ["a", "b", "a"], "v": [1, 2, 3]})
groups = df.groupby("k")

# %% tags=["evaluate"]
print(groups["v"].sum().to_dict())
