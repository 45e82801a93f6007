# %% tags=["preprocess"]
stream = (n * n for n in range(4))

# %% tags=["evaluate"]
print(list(stream))
