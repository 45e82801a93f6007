# %% tags=["preprocess"]
rows = [n for n in range(3)]

# %% tags=["skip"]
exec("rows = 5")

# %% tags=["evaluate"]
print(rows)
