# %% tags=["functions"]
def shifted(x):
    return x + offset

# %% tags=["preprocess"]
offset = len("ab")
print(shifted(1))

# %% tags=["train"]
offset = offset * 10
print(shifted(1))

# %% tags=["evaluate"]
print(shifted(1))
