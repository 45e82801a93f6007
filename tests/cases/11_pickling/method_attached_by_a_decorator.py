# %%
class Plot:
    def __init__(self, values):
        self.values = values


# %%
def add_to(cls):
    def add(function):
        setattr(cls, function.__name__, function)
        return function

    return add


@add_to(Plot)
def total(self):
    return self.half() * 2


@add_to(Plot)
def half(self):
    return sum(self.values) / 2

# %% tags=["preprocess"]
north = Plot([3, 1, 2])
print(north.total())

# %% tags=["evaluate"]
print(north.total(), north.values)
