# %% tags=["preprocess"]
a = [n for n in range(2)]

# %% tags=["train"]
b = a
b = list(b)
b.append("own")

# %% tags=["evaluate"]
print(a, b)
