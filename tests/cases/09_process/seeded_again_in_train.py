# %% tags=["imports"]
import numpy as np

# %% tags=["preprocess"]
np.random.seed(0)
a = np.random.rand()

# %% tags=["train"]
np.random.seed(1)
b = np.random.rand()

# %% tags=["evaluate"]
print(round(a, 6), round(b, 6))
