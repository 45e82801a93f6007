# %% [markdown]
# file rows.csv
# a,1
# b,2

# %% tags=["preprocess"]
import csv

handle = open("rows.csv", newline="")
reader = csv.reader(handle)
print(next(reader))

# %% tags=["evaluate"]
print(list(reader))
