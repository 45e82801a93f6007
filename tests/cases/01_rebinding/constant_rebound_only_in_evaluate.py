# %% tags=["preprocess"]
LIMIT = 3
small = [n for n in range(10) if n < LIMIT]

# %% tags=["train"]
best = max(small)

# %% tags=["evaluate"]
LIMIT = 100
print(best < LIMIT, small)
