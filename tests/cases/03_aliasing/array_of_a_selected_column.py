# %%
import pandas as pd

# %% tags=["train"]
table = pd.DataFrame({"k": [1.0, 2.0, 3.0], "m": [4.0, 5.0, 6.0]})
x, y = table[["k"]].to_numpy(), table["m"].fillna(0).to_numpy()
part = table
z = y[1:]

# %% tags=["evaluate"]
part.loc[part["m"] > 4, "m"] = 0
print(z)
