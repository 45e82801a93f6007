# %% tags=["parameters"]
SEED = 3
NAMES = ["a", "b"]

# %% tags=["preprocess"]
rows = [n + SEED for n in range(2)]

# %% tags=["train"]
total = sum(rows) * SEED

# %% tags=["evaluate"]
print(total, NAMES)
