# %% tags=["functions"]
def prepare(size):
    global table
    table = list(range(size))

# %% tags=["preprocess"]
prepare(3)
total = sum(table)

# %% tags=["train"]
print(total, table)
