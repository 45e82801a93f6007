# %% tags=["imports"]
import numpy as np

# %% tags=["preprocess"]
a = np.arange(6.0)

# %% tags=["train"]
a[a > 3] = 0
a *= 2

# %% tags=["evaluate"]
print(a.tolist())
