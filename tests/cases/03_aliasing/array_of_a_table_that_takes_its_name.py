# %%
import pandas as pd

# %% tags=["train"]
table = pd.DataFrame({"k": [1.0, 2.0, 3.0], "m": [4.0, 5.0, 6.0]})
y = table["m"].fillna(0).to_numpy()
table = table.merge(table.groupby("k", as_index=False)["m"].mean().rename(columns={"m": "mean"}))

# %% tags=["evaluate"]
table.loc[table["m"] > 4, "m"] = 0
print(y)
