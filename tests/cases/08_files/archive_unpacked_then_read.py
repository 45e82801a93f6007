# %% [markdown]
# # file data/a.csv
# a,b
# 1,2

# %% tags=["preprocess"]
import glob
import zipfile

import pandas as pd

with zipfile.ZipFile("data/all.zip", "w") as archive:
    archive.write("data/a.csv", "part.csv")
with zipfile.ZipFile("data/all.zip") as archive:
    archive.extractall("data/unpacked")
part = pd.read_csv("data/unpacked/part.csv")
print(len(glob.glob("data/unpacked/*.csv")))

# %% tags=["train"]
again = pd.read_csv("data/unpacked/part.csv")
print(part.shape, again.shape)
