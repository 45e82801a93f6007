# %% tags=["preprocess"]
names = [n for n in range(3)]
row = names
if len(names) > 2:
    names = [2, 2]

# %% tags=["evaluate"]
names.pop()
row.pop()
row[0] = 7
print(names, row)
