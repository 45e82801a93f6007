# %%
import pandas as pd

# %% tags=["preprocess"]
names = pd.DataFrame({'k': [1, 2, 3]})
row = names['k'].to_numpy()
y = names['k'].values.copy()

# %% tags=["train"]
names['z'] = 1
names.loc[0, 'z'] = 5
print(y, names)

# %% tags=["evaluate"]
print(y)
