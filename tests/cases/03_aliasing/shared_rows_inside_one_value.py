# %% tags=["preprocess"]
grid = [[0] * 3] * 2
print(grid)

# %% tags=["train"]
grid[0][1] = 5

# %% tags=["evaluate"]
print(grid)
