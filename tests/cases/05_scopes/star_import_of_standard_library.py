# %% tags=["imports"]
from math import *

# %% tags=["preprocess"]
root = sqrt(9)

# %% tags=["evaluate"]
print(root, floor(pi))
