# %% tags=["preprocess"]
a = [n for n in range(3)]

# %% tags=["train"]
b = a
b.append("x")

# %% tags=["evaluate"]
print(a)
