# %% tags=["predict"]
__hidden = [2, 3]
__hidden.append(1)

# %% tags=["train"]
total = 1

# %% tags=["predict"]
for table, c in enumerate(list(__hidden)):
    total += c
print(total)
