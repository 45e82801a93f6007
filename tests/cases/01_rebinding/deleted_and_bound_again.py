# %% tags=["preprocess"]
table = {str(n): n for n in range(3)}
print(sorted(table))

# %% tags=["train"]
del table
table = ["fresh"] * 2

# %% tags=["evaluate"]
print(table)
