# %% tags=["functions"]
def scaled(x):
    return x * scale

# %% tags=["preprocess"]
rows = [n for n in range(3)]

# %% tags=["train"]
scale = sum(1 for c in "abc")

# %% tags=["evaluate"]
print([scaled(r) for r in rows])
