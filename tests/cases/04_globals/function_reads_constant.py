# %% tags=["preprocess"]
SCALE = 10


def scaled(x):
    return x * SCALE


values = [scaled(n) for n in range(3)]

# %% tags=["evaluate"]
print(values, scaled(5))
