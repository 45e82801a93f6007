# %% tags=["preprocess"]
data = 3

def shifted(value):
    return value + data

total = shifted(2)
del data
steps = {"shift": shifted, "size": abs} if total < 3 else {"size": abs}
print(total, steps["size"](-4))

# %% tags=["train"]
print(total)
