# %%
from collections import namedtuple

# %% tags=["preprocess"]
Pair = namedtuple("Point", "x y")
p = [Pair(1, n) for n in range(2)]

# %% tags=["train"]
print(p[0].x)
