# %% tags=["preprocess"]
rows = [n for n in range(4)]

# %% tags=["train"]
model = sum(rows) / len(rows)

# %% tags=["evaluate"]
print("mean", model)

# %% tags=["train"]
model = max(rows)

# %% tags=["evaluate"]
print("max", model)
