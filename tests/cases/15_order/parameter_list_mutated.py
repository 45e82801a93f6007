# %% tags=["parameters"]
NAMES = ["a", "b"]

# %% tags=["preprocess"]
NAMES.append("c")

# %% tags=["evaluate"]
print(NAMES)
