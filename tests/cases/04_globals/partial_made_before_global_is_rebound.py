# %% tags=["preprocess"]
from functools import partial

factor = sum(1 for c in "ab")


def scaled(x, extra):
    return x * factor + extra


plus_one = partial(scaled, extra=1)
print(plus_one(2))
factor = factor * 10
print(plus_one(2))

# %% tags=["evaluate"]
print(factor)
