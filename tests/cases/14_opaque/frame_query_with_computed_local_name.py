# %% tags=["imports"]
import pandas as pd

# %% tags=["preprocess"]
df = pd.DataFrame({"a": [1, 2, 3]})
limit = float(df["a"].mean())

# %% tags=["evaluate"]
print(df.query("a >= @limit")["a"].tolist())
