# %% tags=["preprocess"]
prefix = "-" * sum(1 for c in "abc")


def loud(f):
    def wrapper(*args):
        print(prefix, f.__name__)
        return f(*args)

    return wrapper


@loud
def add(a, b):
    return a + b

# %% tags=["evaluate"]
print(add(1, 2))
