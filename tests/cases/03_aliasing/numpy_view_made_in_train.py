# %% tags=["imports"]
import numpy as np

# %% tags=["preprocess"]
a = np.arange(6)

# %% tags=["train"]
head = a[:2]
head[:] = -1

# %% tags=["evaluate"]
print(a.tolist())
