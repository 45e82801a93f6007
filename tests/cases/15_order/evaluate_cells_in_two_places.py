# %% tags=["preprocess"]
rows = [n for n in range(3)]

# %% tags=["evaluate"]
print("rows", rows)

# %% tags=["train"]
total = sum(rows)

# %% tags=["evaluate"]
print("total", total)
