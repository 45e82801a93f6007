# %% tags=["parameters"]
SCALE = 10
OFFSET = 1

# %% tags=["functions"]
def scaled(x):
    return x * SCALE

# %% tags=["preprocess"]
values = [scaled(n) for n in range(3)]

# %% tags=["evaluate"]
print(values, scaled(5) + OFFSET)
