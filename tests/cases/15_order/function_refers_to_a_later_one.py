# %% tags=["functions"]
def outer(x):
    return helper(x) * 2

# %% tags=["preprocess"]
rows = [n for n in range(3)]

# %% tags=["functions"]
def helper(x):
    return x + 1

# %% tags=["evaluate"]
print([outer(r) for r in rows])
