# %% tags=["preprocess"]
rows, _ = [3, 1], 2

# %% tags=["evaluate"]
print(rows, _)
