# %% tags=["imports"]
import pandas as pd

# %% tags=["functions"]
def add_ratio(frame):
    frame["ratio"] = frame["a"] / frame["b"]

# %% tags=["preprocess"]
df = pd.DataFrame({"a": [1.0, 4.0], "b": [2.0, 2.0]})

# %% tags=["train"]
add_ratio(df)

# %% tags=["evaluate"]
print(df["ratio"].tolist())
