# %% tags=["preprocess"]
import sqlite3

import pandas as pd

rows = pd.DataFrame({"a": [1, 2, 3]})
rows["b"] = rows.a * 2

# %% tags=["evaluate"]
con = sqlite3.connect("rows.db")
rows.to_sql(name="rows", con=con, index=False, if_exists="replace")
print(con.execute("select sum(b) from rows").fetchone())
con.close()
