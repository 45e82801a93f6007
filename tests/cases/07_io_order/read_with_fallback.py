# %% tags=["imports"]
import pandas as pd

# %% tags=["preprocess"]
try:
    cached = pd.read_csv("cached.csv")
except FileNotFoundError:
    cached = pd.DataFrame({"a": [1]})
    print("no cache")

# %% tags=["evaluate"]
print(cached["a"].tolist())
