# %% tags=["preprocess"]
from urllib.request import urlretrieve

import pandas as pd

urlretrieve("https://example.org/houses.csv", "data/houses.csv")

# %% tags=["train"]
houses = pd.read_csv("data/houses.csv")
print(houses.shape)
