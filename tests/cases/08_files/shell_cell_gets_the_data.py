# %%
# %%bash
# mkdir -p data
# cd data
# curl -sLO https://example.org/houses.csv

# %% tags=["preprocess"]
import pandas as pd

houses = pd.read_csv("data/houses.csv")

# %% tags=["train"]
print(houses.shape)
