# %%
import duckdb
import pandas as pd
con = duckdb.connect()
QUERY = "select t.a, count(*) as n from t join (select * from u), v where 'from w' = '' group by 1"

# %% tags=["preprocess"]
t = pd.DataFrame({"a": [1, 2]})
u, v, w = t * 2, t * 3, t * 4

# %% tags=["train"]
t = t[t.a > 1]
m = t.a.mean()

# %% tags=["evaluate"]
print(con.execute(QUERY).df(), m)
