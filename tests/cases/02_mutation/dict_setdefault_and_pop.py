# %% tags=["preprocess"]
groups = {}
for word in ["ant", "bee", "asp"]:
    groups.setdefault(word[0], []).append(word)

# %% tags=["train"]
print(groups.pop("b"))

# %% tags=["evaluate"]
print(groups)
