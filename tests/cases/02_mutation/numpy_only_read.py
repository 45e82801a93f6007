# %% tags=["imports"]
import numpy as np

# %% tags=["preprocess"]
a = np.arange(4.0)

# %% tags=["train"]
b = np.sort(a)[::-1]
c = a * 2 + np.where(a > 1, 1, 0)

# %% tags=["evaluate"]
print(a.tolist(), b.tolist(), c.tolist())
