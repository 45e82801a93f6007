# %% tags=["skip"]
factor = sum(1 for c in "ab")

# %% tags=["preprocess"]
rows = [n * 2 for n in range(3)]

# %% tags=["evaluate"]
print(rows, factor)
