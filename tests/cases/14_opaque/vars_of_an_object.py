# %% tags=["functions"]
class Options:
    pass

# %% tags=["preprocess"]
options = Options()
options.depth = len("ab")

# %% tags=["evaluate"]
print(vars(options))
