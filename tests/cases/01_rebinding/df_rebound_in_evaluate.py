# %% tags=["imports"]
import pandas as pd
from sklearn.linear_model import LinearRegression

# %% tags=["preprocess"]
df = pd.DataFrame({"rooms": [1, 2, 3, 4], "price": [10.0, 20.0, 30.0, 40.0]})
X = df[["rooms"]]
y = df["price"]

# %% tags=["train"]
model = LinearRegression().fit(X, y)

# %% tags=["evaluate"]
df = pd.DataFrame({"rooms": [5, 6]})
print([round(float(p), 6) for p in model.predict(df)])
