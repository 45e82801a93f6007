# %% tags=["preprocess"]
"""Load the data."""
rows = [n for n in range(3)]

# %% tags=["evaluate"]
"""Show it."""
print(rows)
"done"
