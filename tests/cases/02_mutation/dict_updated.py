# %% tags=["preprocess"]
params = {"depth": 3}
params.update(leaves=8)

# %% tags=["train"]
params.update({"depth": 5})
params |= {"seed": 1}

# %% tags=["evaluate"]
print(params)
