# %%
import pandas as pd

# %% tags=["train"]
seen = pd.read_csv("input.csv")
kept = {"k": seen}
t = pd.DataFrame({"y": [kept.get("k"), 1]})

# %% tags=["predict"]
u = t.rename(columns={"y": "z"})
seen.loc[0, "m"] = 9

# %% tags=["evaluate"]
print(u, t)
