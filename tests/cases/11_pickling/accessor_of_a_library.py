# %%
import pandas as pd


@pd.api.extensions.register_series_accessor("orchard")
class Orchard:
    def __init__(self, series):
        self.series = series

    def total(self):
        return int(self.series.sum())


# %% tags=["preprocess"]
values = pd.Series([3, 1, 2])
print(values.orchard.total())

# %% tags=["evaluate"]
print(values.orchard.total() + 1)
