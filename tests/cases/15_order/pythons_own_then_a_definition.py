# %% tags=["preprocess"]
total = sum([1, 2])
print(total, sorted([2, 1]))

# %%
def sorted(values):
    return list(reversed(values))


# %% tags=["preprocess"]
print(sorted([2, 1]))

# %% tags=["evaluate"]
print(total, sorted([total, 1]))
