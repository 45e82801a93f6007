# %%
import functools


class Plot:
    def __init__(self, values):
        self.values = values


def add_method(cls):
    def add(function):
        @functools.wraps(function)
        def wrapper(self, *args):
            return function(self.values, *args)

        setattr(cls, function.__name__, wrapper)
        return function

    return add


@add_method(Plot)
def total(values, more):
    return sum(values) + more


# %% tags=["preprocess"]
plot = Plot([3, 1, 2])
print(plot.total(1))

# %% tags=["evaluate"]
print(plot.total(2))
