# %% tags=["preprocess"]
values = [n for n in range(3)]

# %% tags=["train"]
total = sum(values)
values.clear()

# %% tags=["evaluate"]
print(total)
