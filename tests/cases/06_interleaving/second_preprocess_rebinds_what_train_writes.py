# %% tags=["preprocess"]
rows = [n for n in range(4)]

# %% tags=["train"]
result = sum(rows)
print(result)

# %% tags=["preprocess"]
result = len(rows)

# %% tags=["evaluate"]
print(result)
