# %% tags=["preprocess"]
factor = len("abc")


def outer(xs):
    def inner(x):
        return x * factor

    return [inner(x) for x in xs]

# %% tags=["evaluate"]
print(outer([1, 2]))
