# %% tags=["preprocess"]
name = 4

# %% tags=["train"]
f = lambda x: 1 + name
name = 1

# %% tags=["predict"]
f = f
print(f(3))
