# %% tags=["preprocess"]
table = {k: [k] for k in "ab"}

# %% tags=["train"]
for values in table.values():
    values.append("v")

# %% tags=["evaluate"]
print(table)
