# %% tags=["preprocess"]
items = [n for n in range(8)]

# %% tags=["train"]
items[:2] = ["a"]
del items[3:]

# %% tags=["evaluate"]
print(items)
