# %% tags=["preprocess"]
xs = [3]


# %%
def g(v):
    xs.append(v)
    return len(xs)


def first(fn, values):
    return fn(values[0])


def by_key(values, key):
    return sorted(values, key=key)


def outer(how, fn):
    return how(fn, [5])


class Runner:
    def __init__(self, fn):
        self.fn = fn

    def run(self, v):
        return self.fn(v)


# %% tags=["preprocess"]
first(g, [1])

# %% tags=["train"]
print(xs)
by_key([7, 8], g)
outer(first, fn=g)

# %% tags=["predict"]
print(xs)
Runner(g).run(4)

# %% tags=["evaluate"]
print(xs)
