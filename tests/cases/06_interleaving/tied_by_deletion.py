# %% tags=["preprocess"]
rows = [n for n in range(3)]

# %% tags=["train"]
total = sum(rows)

# %% tags=["preprocess"]
del rows
rows = ["new"] * 2

# %% tags=["evaluate"]
print(total, rows)
