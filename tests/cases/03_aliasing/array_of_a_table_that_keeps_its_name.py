# %%
import pandas as pd

# %% tags=["train"]
table = pd.DataFrame({"k": [1.0, 2.0, 3.0], "m": [4.0, 5.0, 6.0]})
y = table["m"].to_numpy()
part = table[table["k"] > 0]

# %% tags=["evaluate"]
part.loc[part["m"] > 4, "m"] = 0
print(y, table["m"].sum())
