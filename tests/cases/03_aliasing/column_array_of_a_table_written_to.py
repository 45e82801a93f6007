# %%
import pandas as pd

# %% tags=["train"]
names = pd.DataFrame({'k': [1, 2, 3]})
n = names
row = names['k'].to_numpy()
s = len(n)

# %% tags=["evaluate"]
c = s
names.loc[0, 'k'] = c
print(row)
