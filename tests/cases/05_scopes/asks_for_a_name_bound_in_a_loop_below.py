# %% tags=["predict"]
try:
    print(size)
except NameError:
    print("none yet")
table = {'k': 1}
for size, c in list(table.items()):
    print(c)

# %% tags=["train"]
print(size)
