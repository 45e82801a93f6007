# %% tags=["preprocess"]
settings = {"model": {"depth": [1, 2]}}

# %% tags=["train"]
settings["model"]["depth"][0] += 10

# %% tags=["evaluate"]
print(settings)
