# %% tags=["imports"]
import random

# %% tags=["preprocess"]
random.seed(2)
size = sum(1 for c in "abc")

# %% tags=["train"]
if size > 5:
    size = random.randint(0, 5)

# %% tags=["evaluate"]
print(size, random.randint(0, 99))
