# %% tags=["preprocess"]
import os

K = len(os.sep) + 2


# %% tags=["functions"]
def scaled(x):
    return x * K


# %% tags=["preprocess"]
again = scaled

# %% tags=["train"]
K += 1

# %% tags=["preprocess"]
ys = again(1)

# %% tags=["train"]
print(ys)
