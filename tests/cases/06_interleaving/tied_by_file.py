# %% tags=["preprocess"]
rows = [n for n in range(3)]

# %% tags=["train"]
with open("rows.txt", "w") as f:
    f.write(" ".join(map(str, rows)))

# %% tags=["preprocess"]
with open("rows.txt") as f:
    back = f.read()

# %% tags=["evaluate"]
print(repr(back))
