# %% tags=["imports"]
import pandas as pd

# %% tags=["preprocess"]
df = pd.DataFrame({"a": [1, 2, 3]})
total = df["a"].sum()
print(int(total))

# %% tags=["train"]
df = pd.DataFrame({"a": [10, 20]})
mean = df["a"].mean()

# %% tags=["evaluate"]
print(int(total), float(mean), df["a"].tolist())
