# %% tags=["imports"]
import random

# %% tags=["preprocess"]
random.seed(5)
rows = [n for n in range(3)]

# %% tags=["train"]
total = sum(rows)

# %% tags=["evaluate"]
print(total, random.random())
