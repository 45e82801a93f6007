# %% tags=["preprocess"]
columns = [c for c in "ab"]

# %% tags=["train"]
columns += ["c"]

# %% tags=["evaluate"]
print(columns)
