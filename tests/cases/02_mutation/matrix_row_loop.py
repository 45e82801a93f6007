# %% tags=["preprocess"]
grid = [[r * c for c in range(3)] for r in range(2)]

# %% tags=["train"]
for row in grid:
    row[0] = "r"

# %% tags=["evaluate"]
print(grid)
