# %% tags=["preprocess"]
v = 1

# %% tags=["train"]
try:
    int("a")
except ValueError as x:
    print("no")

# %% tags=["preprocess"]
x = v

# %% tags=["train"]
print(x)
