# %% tags=["imports"]
import sqlite3
import pandas as pd

# %%
con = sqlite3.connect("farm.db")

# %% tags=["preprocess"]
rows = pd.read_sql("select 1 as a", con)

# %% tags=["evaluate"]
print(len(rows), len(pd.read_sql("select 2 as a", con)))
con.close()
