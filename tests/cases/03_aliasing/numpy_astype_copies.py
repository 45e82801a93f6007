# %% tags=["imports"]
import numpy as np

# %% tags=["preprocess"]
a = np.arange(3)

# %% tags=["train"]
f = a.astype(float)
f[0] = 0.5
g = a + 0
g[0] = 7

# %% tags=["evaluate"]
print(a.tolist(), f.tolist(), g.tolist())
