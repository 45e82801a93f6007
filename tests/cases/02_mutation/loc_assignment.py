# %% tags=["imports"]
import pandas as pd

# %% tags=["preprocess"]
df = pd.DataFrame({"age": [10, 200, 30]})

# %% tags=["train"]
df.loc[df["age"] > 100, "age"] = 100

# %% tags=["evaluate"]
print(df["age"].tolist())
