# %% tags=["skip"]
factor = len("ab")

# %% tags=["preprocess"]
rows = [n * 2 for n in range(3)]

# %% tags=["evaluate"]
print(rows, factor)
