# %% tags=["preprocess"]
values = [n + 1 for n in range(3)]

# %% tags=["skip"]
values = ["not", "run"]

# %% tags=["evaluate"]
print(values)
