# %% tags=["imports"]
import numpy as np

# %% tags=["preprocess"]
a = np.arange(6)

# %% tags=["train"]
grid = a.reshape(2, 3)
grid.T[0, 1] = 99

# %% tags=["evaluate"]
print(a.tolist())
