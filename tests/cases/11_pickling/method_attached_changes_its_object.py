# %%
class Plot:
    def __init__(self, values):
        self.values = values


# %% tags=["preprocess"]
def grow(self, value):
    self.values.append(value)


Plot.grow = grow
Plot.total = property(lambda self: sum(self.values))

# %% tags=["preprocess"]
north = Plot([3, 1, 2])
north.grow(5)

# %% tags=["evaluate"]
print(north.total, north.values)
