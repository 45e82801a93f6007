# %% tags=["train"]
n, size = (0, [1, 1])

# %% tags=["predict"]
xs = [size]

# %%
def apply(x=size):
    return x

# %% tags=["train"]
c = apply()
size = 1
c[1] = xs
c = apply()
print(c)
