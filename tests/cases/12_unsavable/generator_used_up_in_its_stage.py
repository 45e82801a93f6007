# %% tags=["preprocess"]
stream = (n * n for n in range(4))
total = sum(stream)

# %% tags=["evaluate"]
print(total)
