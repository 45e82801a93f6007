# %% tags=["functions"]
def scaled(x):
    return x * factor

# %% tags=["preprocess"]
factor = sum(1 for c in "ab")

# %% tags=["train"]
model = scaled(10)

# %% tags=["preprocess"]
factor = sum(1 for c in "abcdef")

# %% tags=["evaluate"]
print(model, scaled(10))
