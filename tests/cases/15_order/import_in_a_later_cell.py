# %% tags=["preprocess"]
rows = [n for n in range(3)]

# %% tags=["train"]
total = sum(rows)

# %% tags=["imports"]
import math

# %% tags=["evaluate"]
print(math.sqrt(total + 1))
