# %% tags=["imports"]
import random

# %% tags=["preprocess"]
random.seed(3)

# %% tags=["functions"]
def shifted(x, by=random.random()):
    return x + by

# %% tags=["preprocess"]
print(shifted(1))

# %% tags=["train"]
print(shifted(2), random.random())
