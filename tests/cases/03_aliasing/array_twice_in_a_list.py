# %%
import numpy as np

# %% tags=["preprocess"]
row = np.array([1, 2])
rows = [row, row]
weights = {"k": row[:1].copy()}

# %% tags=["train"]
first, *others = rows
first.fill(3)
print(others, weights)
