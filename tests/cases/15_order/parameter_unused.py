# %% tags=["parameters"]
UNUSED = 1
USED = 2

# %% tags=["evaluate"]
print(USED)
