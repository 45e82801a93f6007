# %% tags=["preprocess"]
import pandas as pd

rows = pd.DataFrame({"a": [1.0, 2.0, 3.0], "b": [2.0, 4.0, 6.0]})
saved = rows.to_csv("rows.csv")
# %% tags=["train"]
from sklearn.linear_model import LinearRegression

model = LinearRegression().fit(rows[["a"]], rows["b"])
# %% tags=["predict"]
predictions = pd.DataFrame({"p": model.predict(rows[["a"]])}).to_csv("predictions.csv", index=False)
# %% tags=["evaluate"]
print(saved, len(rows))
