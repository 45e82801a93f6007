# %%
def scaled(value):
    return value * factor


# %% tags=["preprocess"]
factor = len("ab")
ordered = sorted([3, -1, 2], key=scaled)
listed = list(map(scaled, [1, 2]))

# %% tags=["train"]
factor = len("abc")
print(ordered, listed, scaled(1))
