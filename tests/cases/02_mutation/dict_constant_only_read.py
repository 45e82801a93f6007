# %% tags=["preprocess"]
settings = {"model": {"depth": [1, 2]}}
print(settings.get("model"))

# %% tags=["train"]
depth = sum(d for d in settings["model"]["depth"]) + 10
print(list(settings.items()))

# %% tags=["evaluate"]
print(settings, depth)
