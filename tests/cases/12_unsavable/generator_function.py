# %% tags=["functions"]
def numbers():
    yield 1
    yield 2

# %% tags=["preprocess"]
stream = numbers()
print(next(stream))

# %% tags=["evaluate"]
print(list(stream))
