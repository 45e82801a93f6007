# %% tags=["parameters"]
SEED = 3
DEPTH = 2

# %% tags=["preprocess"]
SEED = SEED + 1
rows = [n + SEED for n in range(DEPTH)]

# %% tags=["evaluate"]
print(rows, SEED, DEPTH)
