# %% tags=["preprocess"]
a = [1, 2]
b = a
b.append(3)

# %% tags=["evaluate"]
print(a)
