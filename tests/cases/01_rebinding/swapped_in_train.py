# %% tags=["preprocess"]
left = [c for c in "abc"]
right = [c for c in "xyz"]

# %% tags=["train"]
left, right = right, left

# %% tags=["evaluate"]
print(left, right)
