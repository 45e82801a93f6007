# %% [markdown]
# file grid.txt
# 1 2
# 3 4

# %% tags=["preprocess"]
import numpy as np

grid = np.loadtxt("grid.txt")

# %% tags=["evaluate"]
print(grid.tolist())
