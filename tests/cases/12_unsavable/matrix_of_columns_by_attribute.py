# %% tags=["preprocess"]
import pandas as pd
import xgboost as xgb

df = pd.DataFrame({"x": [1.0, 2.0, 3.0, 4.0], "y": [0.0, 1.0, 0.0, 1.0]})
rows = xgb.DMatrix(df[["x"]], label=df.y)

# %% tags=["train"]
booster = xgb.train({"max_depth": 2, "nthread": 1}, rows, num_boost_round=2)

# %% tags=["evaluate"]
print(round(float(booster.predict(rows).mean()), 6))
