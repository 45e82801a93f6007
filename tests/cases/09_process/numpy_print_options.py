# %% tags=["imports"]
import numpy as np

# %% tags=["imports"]
np.set_printoptions(precision=3, suppress=True)

# %% tags=["preprocess"]
a = np.array([1 / 3, 2 / 3])
print(a)

# %% tags=["evaluate"]
print(a * 10)
