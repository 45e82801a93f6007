# %% [markdown]
# file train.csv
# a,y
# 1,2
# 3,6
# file test.csv
# a
# 5

# %% tags=["imports"]
import pandas as pd
from sklearn.linear_model import LinearRegression

# %% tags=["preprocess"]
train = pd.read_csv("train.csv")

# %% tags=["train"]
model = LinearRegression().fit(train[["a"]], train["y"])

# %% tags=["predict"]
test = pd.read_csv("test.csv")
pred = model.predict(test[["a"]])

# %% tags=["evaluate"]
print(pred.round(6).tolist())
