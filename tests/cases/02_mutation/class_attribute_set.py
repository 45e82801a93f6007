# %% tags=["functions"]
class Config:
    depth = 1

# %% tags=["preprocess"]
print(Config.depth)

# %% tags=["train"]
Config.depth = 7

# %% tags=["evaluate"]
print(Config.depth)
