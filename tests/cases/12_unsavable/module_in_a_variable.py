# %% tags=["preprocess"]
import math

lib = math
x = lib.sqrt(4)

# %% tags=["evaluate"]
print(x, lib.floor(2.5))
