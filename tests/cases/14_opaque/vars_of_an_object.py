# %% tags=["functions"]
class Options:
    pass

# %% tags=["preprocess"]
options = Options()
options.depth = sum(1 for c in "ab")

# %% tags=["evaluate"]
print(vars(options))
