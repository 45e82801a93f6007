# %% tags=["preprocess"]
row = 2


def f():
    return 1


def h():
    return 1


# %% tags=["evaluate"]
match row:
    case 1:
        f()
    case n:
        s = [h()]


# %% tags=["preprocess"]
def h(x):
    return x


print(h(1))


def f(n):
    return s if n else h(0)


def h(n):
    return n if n else f(1) + [1]


print(h(0))
