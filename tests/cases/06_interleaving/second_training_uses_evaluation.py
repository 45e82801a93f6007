# %% tags=["preprocess"]
rows = [n for n in range(4)]

# %% tags=["train"]
weight = sum(rows)

# %% tags=["evaluate"]
error = abs(weight - 10)
print(error)

# %% tags=["train"]
weight = weight + error

# %% tags=["evaluate"]
print(weight)
