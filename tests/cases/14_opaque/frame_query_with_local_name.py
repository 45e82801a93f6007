# %% tags=["imports"]
import pandas as pd

# %% tags=["preprocess"]
df = pd.DataFrame({"a": [1, 2, 3]})
limit = sum(1 for c in "ab")

# %% tags=["evaluate"]
print(df.query("a >= @limit")["a"].tolist())
