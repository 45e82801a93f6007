# %% tags=["preprocess"]
names = [n for n in range(3)]
row = names

# %% tags=["train"]
if len(names) > 5:
    names = [2, 2]

# %% tags=["evaluate"]
row.pop()
print(names, row)
