# %% tags=["preprocess"]
from functools import lru_cache


def scaled(x):
    return x * 2


def label(rule):
    return rule.__name__


a = scaled(3)
print(label(max))

# %% tags=["train"]
@lru_cache
def scaled(x):
    return x * 3


b = scaled(a)
print(b)

# %% tags=["evaluate"]
print(a, b, scaled(b))
