# %% tags=["functions"]
def setup(n):
    global table
    table = {i: i * i for i in range(n)}

# %% tags=["preprocess"]
setup(3)
print(table)

# %% tags=["train"]
setup(4)

# %% tags=["evaluate"]
print(table)
