# %%
import math


def root(x):
    return math.sqrt(x)

# %% tags=["preprocess"]
rows = [root(n) for n in (1, 4)]

# %% tags=["evaluate"]
print(rows, root(9))
