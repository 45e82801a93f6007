# %% tags=["preprocess"]
rows = helper(3)

# %% tags=["functions"]
def helper(n):
    return list(range(n))

# %% tags=["evaluate"]
print(rows)
