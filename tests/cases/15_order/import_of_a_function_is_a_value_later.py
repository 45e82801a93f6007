# %%
from math import floor as g


def use(x):
    return g(x) + 5


# %% tags=["preprocess"]
print(use(4.5))

# %% tags=["predict"]
print(g(2.5))

# %% tags=["train"]
g = [1, 2, 3].count
print(use(2))
