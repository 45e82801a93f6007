# %% tags=["preprocess"]
import os

import pandas as pd

os.makedirs("out/tables", exist_ok=True)
pd.DataFrame({"a": [1]}).to_csv("out/tables/t.csv", index=False)

# %% tags=["evaluate"]
t = pd.read_csv("out/tables/t.csv")
print(t["a"].tolist())
