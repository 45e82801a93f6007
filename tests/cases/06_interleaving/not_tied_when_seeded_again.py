# %% tags=["imports"]
import random

# %% tags=["preprocess"]
random.seed(3)
first = [random.randint(0, 100) for _ in range(3)]

# %% tags=["train"]
total = sum(first)

# %% tags=["preprocess"]
random.seed(4)
second = [random.randint(0, 100) for _ in range(3)]

# %% tags=["evaluate"]
print(first, total, second)
