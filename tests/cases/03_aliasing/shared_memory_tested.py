# %%
import numpy as np

# %% tags=["preprocess"]
seen = np.zeros(3)
xs = seen.T

# %% tags=["predict"]
size = xs.sum()

# %% tags=["evaluate"]
print(np.shares_memory(xs, seen), size)
