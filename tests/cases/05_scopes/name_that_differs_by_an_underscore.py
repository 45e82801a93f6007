# %% tags=["preprocess"]
rows = [n for n in range(3)]
_rows = [n + 1 for n in range(3)]

# %% tags=["train"]
print(rows, _rows)
