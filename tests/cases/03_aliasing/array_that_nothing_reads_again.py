# %%
import pandas as pd

# %% tags=["preprocess"]
d = pd.DataFrame({"k": [1.0, 2.0], "y": [3.0, 4.0]})
X = d["y"].values
e = d
print(X)

# %% tags=["train"]
e.loc[0, "y"] = 9
print(d)
