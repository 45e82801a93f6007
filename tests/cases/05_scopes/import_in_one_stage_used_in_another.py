# %% tags=["preprocess"]
import math

root = math.sqrt(16)

# %% tags=["evaluate"]
print(root, math.floor(2.7))
