# %% tags=["functions"]
def scaled(x):
    return x * factor

# %% tags=["preprocess"]
factor = len("ab")

# %% tags=["train"]
model = scaled(10)

# %% tags=["preprocess"]
factor = len("abcdef")

# %% tags=["evaluate"]
print(model, scaled(10))
