# %% tags=["preprocess"]
level = len("abc")

# %% tags=["train"]
model = level * 2

# %% tags=["preprocess"]
if model > 100:
    level = 0

# %% tags=["evaluate"]
print(level, model)
