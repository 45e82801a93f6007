# %% tags=["imports"]
from math import *

# %% tags=["preprocess"]
values = [pow(2, n) for n in range(3)]

# %% tags=["train"]
print(values, pow(3, 2), floor(2.5), sum(values))
