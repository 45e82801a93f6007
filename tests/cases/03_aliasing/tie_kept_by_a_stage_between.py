# %% tags=["preprocess"]
row = [1, 2]
rows = [row]

# %% tags=["train"]
rows.reverse()

# %% tags=["predict"]
row += [3]

# %% tags=["evaluate"]
print(rows)
