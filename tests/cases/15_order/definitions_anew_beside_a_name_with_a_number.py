# %% tags=["preprocess"]
scale_2 = 7


def scale(x):
    return x * 2


a = scale(1)


def scale(x):
    return x * 3 + scale_2


a += scale(1)

# %% tags=["train"]
scale_3 = 1


def scale(x):
    return x * 4


print(a, scale(1), scale_2, scale_3)
