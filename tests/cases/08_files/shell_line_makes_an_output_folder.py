# %% [markdown]
# # file data/houses.csv
# a,b
# 1,2

# %% tags=["preprocess"]
# !mkdir -p results
import pandas as pd

houses = pd.read_csv("data/houses.csv")
houses.to_csv("results/clean.csv", index=False)

# %% tags=["train"]
clean = pd.read_csv("results/clean.csv")
print(clean.shape)
