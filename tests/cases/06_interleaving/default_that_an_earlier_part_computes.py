# %% tags=["imports"]
import random

CONFIG = {"k": 1}

# %% tags=["train"]
random.seed(3)
rows = random.randint(0, 99)

# %% tags=["evaluate"]
CONFIG["k"] += 1


# %% tags=["train"]
def clean(k=rows):
    return k


print(clean())
rows = CONFIG["k"]

# %% tags=["predict"]
print(rows + 1)
