# %% tags=["imports"]
import random

# %% tags=["parameters"]
SEED = 11

# %% tags=["functions"]
def reset():
    random.seed(SEED)

# %% tags=["preprocess"]
reset()
a = random.random()

# %% tags=["train"]
reset()
b = random.random()

# %% tags=["evaluate"]
print(a == b, round(a, 6))
