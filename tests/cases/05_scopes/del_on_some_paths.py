# %% tags=["preprocess"]
size = [1]

# %% tags=["train"]
if len(size) > 1:
    del size

# %% tags=["evaluate"]
print(size)
