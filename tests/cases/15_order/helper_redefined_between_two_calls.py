# %% tags=["functions"]
def inner(x):
    return x + 1


def outer(x):
    return inner(x)

# %% tags=["preprocess"]
a = outer(1)

# %% tags=["train"]
def inner(x):
    return x + 1000


b = outer(1)

# %% tags=["evaluate"]
print(a, b)
