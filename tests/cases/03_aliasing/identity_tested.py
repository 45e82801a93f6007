# %% tags=["preprocess"]
default = [n for n in range(2)]
chosen = default
other = list(default)

# %% tags=["evaluate"]
print(chosen is default, other is default)
