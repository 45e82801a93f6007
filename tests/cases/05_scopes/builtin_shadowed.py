# %% tags=["preprocess"]
list = [n for n in range(3)]
max = 10 + len(list)

# %% tags=["evaluate"]
print(list, max, min(list))
