# %% [markdown]
# file data/orchard.csv
# tree,girth
# a,12
# b,31

# %% tags=["preprocess"]
import pandas as pd

trees = pd.read_csv("data/orchard.csv")

# %% tags=["train"]
n = len(trees)
trees.to_csv(f"data/trees_{n}.csv", index=False)
n = n + 1
print(n)

# %% tags=["evaluate"]
print(len(trees))
