# %%
import random

# %% tags=["preprocess"]
random.seed(7)
a = 2
def norm():
    global a
    a = a + 1
    return a
best = norm()
n = random.sample(range(9), 3)

# %% tags=["preprocess"]
a = [n, 1]
pairs = []

# %% tags=["evaluate"]
a[1] = pairs
b = random.choice(a)

# %% tags=["preprocess"]
pairs.append(best)
n.append(1)
print(a)
