# %%
class Plot:
    def __init__(self, values):
        self.values = values



# %% tags=["preprocess"]
north = Plot([3, 1, 2])
print(hasattr(north, "total"))

# %%
Plot.total = lambda self: 1

# %% tags=["evaluate"]
print(north.total(), north.values)
