# %% tags=["preprocess"]
base = ["a"]

# %% tags=["train"]
extended = base
extended += ["b"]

# %% tags=["evaluate"]
print(base)
