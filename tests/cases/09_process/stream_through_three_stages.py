# %% tags=["imports"]
import random

# %% tags=["preprocess"]
random.seed(1)
a = random.randint(0, 99)

# %% tags=["train"]
b = random.randint(0, 99)

# %% tags=["predict"]
c = random.randint(0, 99)

# %% tags=["evaluate"]
print(a, b, c)
