# %% tags=["functions"]
class Settings:
    depth = 1

# %% tags=["preprocess"]
settings = Settings()
settings.depth = 2

# %% tags=["train"]
setattr(settings, "depth", settings.depth + 1)
settings.name = "deep"

# %% tags=["evaluate"]
print(settings.depth, settings.name)
