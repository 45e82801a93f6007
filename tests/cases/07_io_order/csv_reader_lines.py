# %% [markdown]
# file rows.csv
# x,1
# y,2

# %% tags=["preprocess"]
import csv

table = {}
with open("rows.csv", newline="") as handle:
    for key, value in csv.reader(handle):
        table[key] = int(value)

# %% tags=["evaluate"]
print(table)
