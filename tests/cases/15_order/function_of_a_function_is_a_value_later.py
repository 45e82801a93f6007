# %%
import functools


# %% tags=["preprocess"]
def g(x):
    return 1


def use(x):
    return g(x) + 5


print(use(4))

# %% tags=["predict"]
print(g(2))

# %% tags=["train"]
g = functools.partial(max, 4)
print(use(0))
