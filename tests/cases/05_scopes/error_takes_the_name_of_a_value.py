# %% tags=["preprocess"]
c = [1, 2]

# %% tags=["train"]
a = c[1]
try:
    a += 1
except KeyError as c:
    pass

# %% tags=["evaluate"]
print(a)
