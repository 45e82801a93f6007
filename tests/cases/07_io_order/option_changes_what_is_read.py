# %% [markdown]
# file train.csv
# a,b
# 1,x

# %% tags=["imports"]
import pandas as pd

# %% tags=["preprocess"]
pd.set_option("display.max_columns", 1)
pd.set_option("future.infer_string", False)
train = pd.read_csv("train.csv")
print(train["b"].dtype)

# %% tags=["evaluate"]
print(train["b"].dtype, train["b"].tolist())
