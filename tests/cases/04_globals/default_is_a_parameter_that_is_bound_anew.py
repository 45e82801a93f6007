# %% tags=["parameters"]
xs = [1]

# %% tags=["train"]
size = len(xs)


def last(x=xs):
    return x[-1]


xs = [size + 4]

# %% tags=["predict"]
print(xs, last())
