# %% tags=["preprocess"]
level = sum(1 for c in "abc")

# %% tags=["train"]
model = level * 2

# %% tags=["preprocess"]
if model > 100:
    level = 0

# %% tags=["evaluate"]
print(level, model)
