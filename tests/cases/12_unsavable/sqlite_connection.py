# %% tags=["preprocess"]
import sqlite3

db = sqlite3.connect(":memory:")
db.execute("create table t (a int)")
db.execute("insert into t values (4)")

# %% tags=["evaluate"]
print(db.execute("select a from t").fetchall())
