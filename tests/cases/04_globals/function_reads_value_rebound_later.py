# %% tags=["functions"]
def shifted(x):
    return x + offset

# %% tags=["preprocess"]
offset = sum(1 for c in "ab")
print(shifted(1))

# %% tags=["train"]
offset = offset * 10
print(shifted(1))

# %% tags=["evaluate"]
print(shifted(1))
