# %% tags=["imports"]
import sqlite3
import pandas as pd

# %% tags=["preprocess"]
con = sqlite3.connect("farm.db")
pd.DataFrame({"a": [1]}).to_sql("t", con, if_exists="replace")

# %% tags=["evaluate"]
print(len(pd.read_sql("select * from t", con)))
