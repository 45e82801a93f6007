# %% tags=["preprocess"]
locals()["z"] = 3

# %% tags=["evaluate"]
print(z)
