# %% tags=["preprocess"]
import pandas as pd

table = pd.DataFrame({"a": [1, 2]})
best = table
total = {"n": table}

# %% tags=["train"]
a = total

# %% tags=["evaluate"]
best.rename(columns={"a": "b"}, inplace=True)
print(a)
