# %% [markdown]
# file data/orchard.csv
# tree,girth
# a,12.123456
# b,31.123456

# %% tags=["imports"]
import pandas as pd

digits = len("ab")
digits += 1
pd.set_option("display.precision", digits)

# %% tags=["preprocess"]
trees = pd.read_csv("data/orchard.csv")
print(trees)

# %% tags=["evaluate"]
print(trees.describe())
