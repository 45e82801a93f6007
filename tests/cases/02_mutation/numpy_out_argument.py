# %% tags=["imports"]
import numpy as np

# %% tags=["preprocess"]
a = np.arange(4.0)
buffer = np.zeros(4)

# %% tags=["train"]
np.multiply(a, 3, out=buffer)
np.fill_diagonal(grid := np.zeros((2, 2)), 7)

# %% tags=["evaluate"]
print(buffer.tolist(), grid.tolist(), a.tolist())
