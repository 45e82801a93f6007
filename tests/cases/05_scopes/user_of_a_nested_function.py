# %% tags=["evaluate"]
n = [2]
def f(v):
    n.append(v)
    return len(n)
f(2)

# %% tags=["predict"]
f(1)

# %% tags=["evaluate"]
class Point:

    def __init__(self, n):
        1

    def bump(self):
        return self.n + f()
pairs = Point(1)

# %% tags=["evaluate"]
def h(x):
    return f(x) + 3
h(pairs)
