# %% tags=["preprocess"]
SIZE = 3
rows = [n for n in range(SIZE)]

# %% tags=["train"]
total = sum(rows)

# %% tags=["preprocess"]
extra = [n + SIZE for n in range(SIZE)]

# %% tags=["evaluate"]
print(total, extra, SIZE)
