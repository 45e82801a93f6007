# %% tags=["parameters"]
SCALE = 3

# %%
import pandas as pd


@pd.api.extensions.register_series_accessor("orchard")
class Orchard:
    def __init__(self, series):
        self.series = series

    def total(self):
        return int(self.series.sum()) * SCALE


# %% tags=["preprocess"]
values = pd.Series([3, 1, 2])

# %% tags=["evaluate"]
print(values.orchard.total())
