# %% tags=["preprocess"]
for v in range(1):
    v += 1

# %% tags=["train"]
for x in range(4):
    del x

# %% tags=["preprocess"]
if v:
    x = 1

# %% tags=["train"]
print(f'{x:}')
