# %% tags=["preprocess"]
a = [1]
b = [a]

# %% tags=["evaluate"]
print(id(b[0]) == id(a))
