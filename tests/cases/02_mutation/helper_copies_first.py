# %% tags=["imports"]
import pandas as pd

# %% tags=["functions"]
def with_ratio(frame):
    frame = frame.copy()
    frame["ratio"] = frame["a"] / 2
    return frame

# %% tags=["preprocess"]
df = pd.DataFrame({"a": [1.0, 4.0]})

# %% tags=["train"]
out = with_ratio(df)

# %% tags=["evaluate"]
print(list(df), list(out))
