# %% tags=["preprocess"]
import math

math.pi = 3

# %% tags=["evaluate"]
print(math.pi)
