# %% tags=["parameters"]
SCALE = 2

# %%
class Plot:
    def __init__(self, values):
        self.values = values


# %% tags=["preprocess"]
Plot.total = lambda self: SCALE * sum(self.values)

# %% tags=["preprocess"]
north = Plot([3, 1, 2])
print(north.total())

# %% tags=["evaluate"]
print(north.total(), north.values)
