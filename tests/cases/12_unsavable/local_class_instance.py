# %% tags=["functions"]
def make():
    class Local:
        value = 4

    return Local()

# %% tags=["preprocess"]
thing = make()

# %% tags=["evaluate"]
print(thing.value)
