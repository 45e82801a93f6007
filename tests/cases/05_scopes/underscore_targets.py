# %% tags=["preprocess"]
_, second, _ = "a b c".split()
_hidden = len(second)

# %% tags=["evaluate"]
print(second, _hidden)
