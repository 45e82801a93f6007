# %% tags=["preprocess"]
a = [n for n in range(3)]
b = a

# %% tags=["train"]
print(len(a))

# %% tags=["evaluate"]
print(a, b)
