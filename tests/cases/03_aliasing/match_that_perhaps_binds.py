# %% tags=["preprocess"]
RATE = []
acc = 0

# %% tags=["predict"]
table = [RATE]
match acc:
    case [*table]:
        1

# %% tags=["evaluate"]
RATE.append(None)
print(table)
