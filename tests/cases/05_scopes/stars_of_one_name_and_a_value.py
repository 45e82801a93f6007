# %% tags=["imports"]
from math import *

# %% tags=["preprocess"]
first = sqrt(4)
third = floor(e)

# %%
from cmath import *

# %% tags=["train"]
second = sqrt(4)
e = 2
print(first, second, third, e)

# %% tags=["evaluate"]
print(sqrt(9), second, e)
