# %% tags=["preprocess"]
rows = [n for n in range(4)]

# %% tags=["train"]
mean_model = sum(rows) / len(rows)

# %% tags=["evaluate"]
print("mean", mean_model)

# %% tags=["train"]
max_model = max(rows)

# %% tags=["evaluate"]
print("max", max_model)
