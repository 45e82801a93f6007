# %% tags=["preprocess"]
from math import sqrt as f


def g():
    global f
    return f(4)


n = g() + f(9)


# %% tags=["preprocess"]
def f(x):
    return x


m = f(3)

# %% tags=["train"]
print(n, m)
