# %% tags=["imports"]
import sqlite3
import pandas as pd

# %% tags=["preprocess"]
con = sqlite3.connect("farm.db")
rows = pd.read_sql("select 1 as a", con)

# %% tags=["evaluate"]
print(len(rows), len(pd.read_sql("select 2 as a", con)))
con.close()
