# %% tags=["preprocess"]
xs = len("a")


def f(fn):
    def wrapper(*args):
        return 1

    return wrapper


@f
def h():
    return 1


def f():
    return xs + 1


print(h(), f())
