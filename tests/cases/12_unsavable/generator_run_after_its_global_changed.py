# %% tags=["predict"]
a = 1

# %% tags=["evaluate"]
f = (a + n for n in [1, 2])

# %% tags=["train"]
a += 1

# %% tags=["evaluate"]
print(list(f))
