# %% tags=["imports"]
import numpy as np

# %% tags=["preprocess"]
rng = np.random.default_rng(0)
a = rng.normal()

# %% tags=["train"]
b = rng.normal()

# %% tags=["evaluate"]
print(round(a, 6), round(b, 6), round(rng.normal(), 6))
