# %% tags=["parameters"]
DEPTH = 2

# %% tags=["preprocess"]
rows = [n for n in range(9)]
if len(rows) > 5:
    DEPTH = 4

# %% tags=["evaluate"]
print(DEPTH)
