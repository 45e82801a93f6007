# %%
# !mkdir -p data
# !wget -q https://example.org/houses.zip -O data/houses.zip
# !unzip -q data/houses.zip -d data

# %% tags=["preprocess"]
import pandas as pd

houses = pd.read_csv("data/houses.csv")

# %% tags=["train"]
print(houses.shape)
