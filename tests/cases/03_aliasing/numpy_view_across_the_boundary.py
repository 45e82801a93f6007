# %% tags=["imports"]
import numpy as np

# %% tags=["preprocess"]
a = np.arange(6)
head = a[:2]

# %% tags=["train"]
head[0] = 50

# %% tags=["evaluate"]
print(a.tolist(), head.tolist())
