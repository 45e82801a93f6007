# %% tags=["preprocess"]
rows = [n for n in range(3)]

# %% tags=["evaluate"]
print(rows, later)

# %% tags=["train"]
later = sum(1 for c in "abc")
