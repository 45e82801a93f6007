# %% tags=["preprocess"]
counts = {"a": 1}
names = counts.keys()

# %% tags=["evaluate"]
print(sorted(names), counts)
