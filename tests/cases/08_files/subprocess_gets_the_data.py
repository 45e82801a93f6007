# %% tags=["preprocess"]
import subprocess

import pandas as pd

subprocess.run(["wget", "-q", "https://example.org/houses.csv"], check=True)
houses = pd.read_csv("houses.csv")

# %% tags=["train"]
print(houses.shape)
