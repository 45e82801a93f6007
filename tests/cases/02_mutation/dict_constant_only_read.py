# %% tags=["preprocess"]
settings = {"model": {"depth": [1, 2]}}
print(settings.get("model"))

# %% tags=["train"]
depth = settings["model"]["depth"][0] + 10
print(list(settings.items()))

# %% tags=["evaluate"]
print(settings, depth)
