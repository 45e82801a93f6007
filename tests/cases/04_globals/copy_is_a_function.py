# %% tags=["preprocess"]
from copy import copy
xs = copy([3])

# %% tags=["train"]
k = [len(xs)]
k[0] += 1

# %% tags=["predict"]
k.append(5)
print(xs, k)
