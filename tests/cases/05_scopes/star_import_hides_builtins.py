# %% tags=["imports"]
from numpy import *

# %% tags=["preprocess"]
grid = array([[1, 2], [3, 5]])
size = 3

# %% tags=["train"]
total = sum(grid, axis=0)


def widest(rows):
    return max(rows, axis=0)


# %% tags=["evaluate"]
print(total.tolist(), widest(grid).tolist(), any(grid > 4), len(grid), size)
