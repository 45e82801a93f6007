# %% tags=["imports"]
import numpy as np

# %% tags=["preprocess"]
a = np.arange(6)
picked = a[[0, 1]]

# %% tags=["train"]
picked[0] = 50

# %% tags=["evaluate"]
print(a.tolist(), picked.tolist())
