# %% tags=["preprocess"]
try:
    1
except ValueError as err:
    names = 1
if 1:
    names = [2]
table = {'y': tuple(names)}
size, = names
if (table := size):
    del table

# %% tags=["train"]
names.pop()
