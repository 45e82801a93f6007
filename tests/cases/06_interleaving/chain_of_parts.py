# %% tags=["preprocess"]
a = sum(1 for c in "a")

# %% tags=["train"]
b = a + 1

# %% tags=["preprocess"]
c = b + 1

# %% tags=["train"]
d = c + 1

# %% tags=["evaluate"]
print(a, b, c, d)
