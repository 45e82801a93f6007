# %%
import duckdb
import pandas as pd
def run(query):
    return duckdb.sql(query).df()

# %% tags=["preprocess"]
t = pd.DataFrame({"a": [1, 2]})
u = t * 2

# %% tags=["evaluate"]
print(run("select * from t where a > 1"))
