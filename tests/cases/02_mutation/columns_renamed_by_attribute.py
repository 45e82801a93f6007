# %% tags=["imports"]
import pandas as pd

# %% tags=["preprocess"]
df = pd.DataFrame({"A ": [1, 2], "B ": [3, 4]})

# %% tags=["train"]
df.columns = [c.strip().lower() for c in df.columns]
df.index.name = "row"

# %% tags=["evaluate"]
print(df.reset_index().to_dict("list"))
