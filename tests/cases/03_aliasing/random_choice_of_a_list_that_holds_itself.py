# %% tags=["imports"]
import json as json
import random
import numpy as np

# %% tags=["train"]
random.seed(7)
total = np.array([3])
n = [total, 2]

# %% tags=["evaluate"]
print(random.randint(0, 999))

# %% tags=["evaluate"]
table = random.choice(n)
n += []

# %% tags=["train"]
n[1] = n

# %%
def apply(v):
    v[0] += 1

# %% tags=["train"]
apply(total)
print(table)
