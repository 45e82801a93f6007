# %% tags=["train"]
total = 3
count = 2

# %% tags=["evaluate"]
parts = [abs, len]
match parts:
    case table:
        print(total, len(table))
total = table[:]
if count > 1:
    count = table[0]
print(total[0](-4), count(-2))
