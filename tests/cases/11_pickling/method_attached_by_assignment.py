# %%
class Plot:
    def __init__(self, values):
        self.values = values


# %% tags=["preprocess"]
def total(self):
    return sum(self.values)


Plot.total = total
Plot.unit = "cm"

# %% tags=["preprocess"]
north = Plot([3, 1, 2])
print(north.total())

# %% tags=["evaluate"]
print(north.total(), north.unit)
