# %% tags=["preprocess"]
values = [n for n in range(3)]
total = sum(values)

# %% tags=["train"]
sum = sum(values) + 1

# %% tags=["evaluate"]
print(sum, total)
