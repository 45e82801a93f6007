# %%
import pandas as pd

# %% tags=["train"]
table = pd.DataFrame()

# %% tags=["train"]
data = [table]
def norm(d):
    return d
n = norm(table)

# %% tags=["evaluate"]
total = {'y': data, 'y': table}
table = 1
data = n

# %% tags=["preprocess"]
data['z'] = 0
print(total)
