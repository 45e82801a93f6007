# %% tags=["preprocess"]
factor = sum(1 for c in "abc")


def outer(xs):
    def inner(x):
        return x * factor

    return [inner(x) for x in xs]

# %% tags=["evaluate"]
print(outer([1, 2]))
