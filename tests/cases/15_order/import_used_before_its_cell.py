# %% tags=["preprocess"]
root = math.sqrt(4)

# %% tags=["imports"]
import math

# %% tags=["evaluate"]
print(root)
