# %% tags=["preprocess"]
a = [n for n in range(3)]
b = a

# %% tags=["train"]
b.append("x")

# %% tags=["evaluate"]
print(a, b)
