# %% tags=["preprocess"]
exec("hidden = 4")

# %% tags=["evaluate"]
print(hidden)
