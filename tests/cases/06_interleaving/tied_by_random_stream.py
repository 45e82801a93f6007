# %% tags=["imports"]
import random

# %% tags=["preprocess"]
random.seed(3)
first = [random.randint(0, 100) for _ in range(3)]

# %% tags=["train"]
noise = random.randint(0, 100)

# %% tags=["preprocess"]
second = [random.randint(0, 100) for _ in range(3)]

# %% tags=["evaluate"]
print(first, noise, second)
