# %%
import sqlite3
import pandas as pd

# %% tags=["preprocess"]
t = pd.DataFrame({"a": [1, 2]})

# %% tags=["evaluate"]
con = sqlite3.connect("farm.db")
print(con.execute("select * from t").fetchall())
