# %% tags=["functions"]
import functools


def twice(f):
    @functools.wraps(f)
    def wrapper(x):
        return f(f(x))

    return wrapper


@twice
def inc(x):
    return x + 1

# %% tags=["preprocess"]
print(inc(0))

# %% tags=["evaluate"]
print(inc(5), inc.__name__)
