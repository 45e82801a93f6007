# %% tags=["preprocess"]
try:
    print(table)
except NameError:
    print("none yet")
table = 4

# %% tags=["train"]
print(table)
