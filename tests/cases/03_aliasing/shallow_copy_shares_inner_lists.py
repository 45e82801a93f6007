# %% tags=["preprocess"]
groups = {"a": [n for n in range(2)]}

# %% tags=["train"]
changed = groups.copy()
changed["a"].append("inner")
changed["b"] = []

# %% tags=["evaluate"]
print(groups, changed)
