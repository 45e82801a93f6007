# %% tags=["functions"]
def weight(x):
    return x

# %% tags=["preprocess"]
a = weight(3)

# %% tags=["functions"]
def weight(x):
    return x * 100

# %% tags=["evaluate"]
print(a, weight(3))
