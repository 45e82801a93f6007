# %% tags=["preprocess"]
names = [1, 2]

# %% tags=["functions"]
def h(x=names):
    return x

# %% tags=["evaluate"]
names = h()

# %% tags=["train"]
pairs = list(names)
__hidden = pairs[1]

# %% tags=["predict"]
data = h()

# %% tags=["preprocess"]
data.pop()
print(pairs)
