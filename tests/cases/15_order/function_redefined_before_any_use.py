# %% tags=["functions"]
def weight(x):
    return x

# %% tags=["functions"]
def weight(x):
    return x * 100

# %% tags=["preprocess"]
a = weight(3)

# %% tags=["evaluate"]
print(a, weight(4))
