# %% tags=["imports"]
import numpy as np

# %% tags=["functions"]
def jitter(xs):
    return [round(float(x + np.random.rand()), 6) for x in xs]

# %% tags=["preprocess"]
np.random.seed(9)
a = jitter([1, 2])

# %% tags=["train"]
b = jitter([3])

# %% tags=["evaluate"]
print(a, b)
