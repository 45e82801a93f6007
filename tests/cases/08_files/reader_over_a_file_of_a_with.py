# %% [markdown]
# file data/t.csv
# a,b
# 5,6

# %% tags=["imports"]
import csv

# %% tags=["preprocess"]
with open("data/t.csv", newline="") as file:
    reader = csv.DictReader(file)
    rows = [dict(row) for row in reader]

# %% tags=["train"]
print(rows)
