# %% tags=["preprocess"]
for i, name in enumerate(["a", "b", "c"]):
    pass

# %% tags=["evaluate"]
print(i, name)
