# %% tags=["preprocess"]
table = [n * 2 for n in range(4)]

# %% tags=["functions"]
def pick(n):
    global table
    return table[n]

# %% tags=["train"]
print(pick(1))
