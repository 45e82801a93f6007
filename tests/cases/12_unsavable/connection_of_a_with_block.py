# %% tags=["imports"]
import sqlite3

# %% tags=["preprocess"]
with sqlite3.connect(":memory:") as con:
    con.execute("create table rows (a int)")
    con.execute("insert into rows values (3)")

# %% tags=["evaluate"]
print(con.execute("select a from rows").fetchall())
