# %% tags=["preprocess"]
factor = sum(1 for c in "ab")


def scaled(x):
    return x * factor


steps = [scaled, str]
print([f(2) for f in steps])

# %% tags=["train"]
factor = factor * 10
print([f(2) for f in steps])

# %% tags=["evaluate"]
print([f(3) for f in steps])
