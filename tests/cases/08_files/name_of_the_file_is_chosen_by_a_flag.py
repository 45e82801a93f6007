# %% [markdown]
# file data/orchard.csv
# tree,girth
# a,12
# b,31

# %% tags=["preprocess"]
import pandas as pd

small = True
if small:
    source = "orchard.csv"
else:
    source = "all.csv"
trees = pd.read_csv("data/" + source)

# %% tags=["evaluate"]
print(len(trees), source)
