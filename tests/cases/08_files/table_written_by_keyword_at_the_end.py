# %% [markdown]
# file t.csv
# a
# 1
# 2

# %% tags=["preprocess"]
import sqlite3

import pandas as pd

rows = pd.read_csv("t.csv").dropna()

# %% tags=["evaluate"]
con = sqlite3.connect("rows.db")
rows.to_sql(name="rows", con=con, index=False, if_exists="replace")
