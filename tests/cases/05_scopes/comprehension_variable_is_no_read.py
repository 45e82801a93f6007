# %% tags=["preprocess"]
row = "-".join(c for c in "ab")
print(row)

# %% tags=["evaluate"]
print([row for row in range(3)], {row: 1 for row in "ab"})
