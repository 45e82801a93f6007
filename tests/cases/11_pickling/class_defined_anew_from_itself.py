# %%
class Plot:
    def __init__(self, values):
        self.values = values


# %%
class Plot(Plot):
    def total(self):
        return sum(self.values)

# %% tags=["preprocess"]
north = Plot([3, 1, 2])
print(north.total())

# %% tags=["evaluate"]
print(north.total(), north.values)
