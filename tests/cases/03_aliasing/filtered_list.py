# %% tags=["preprocess"]
limit = 2
rows = [[1], [2], [3]]
kept = list(filter(lambda row: row[0] != limit, rows))
del limit

# %% tags=["train"]
kept[0].append(4)

# %% tags=["evaluate"]
print(rows, kept)
