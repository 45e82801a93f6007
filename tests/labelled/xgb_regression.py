# %% [markdown]
# # Bike sharing demand
# %% tags=["imports"]
import warnings
warnings.filterwarnings("ignore")
import numpy as np
import pandas as pd
import xgboost as xgb
import matplotlib.pyplot as plt
from sklearn.metrics import mean_squared_error, mean_absolute_error
%matplotlib inline

# %% tags=["preprocess"]
bikes = pd.read_csv("hour.csv", parse_dates=["dteday"])
print(bikes.shape)

# %% tags=["skip"]
bikes.isnull().sum()

# %% tags=["skip"]
plt.figure(figsize=(12, 4))
bikes.groupby("hr")["cnt"].mean().plot(kind="bar")
plt.ylabel("rentals")

# %% tags=["skip"]
corr = bikes.corr(numeric_only=True)
plt.imshow(corr)
plt.colorbar()

# %% [markdown]
# ## Features
# %% tags=["preprocess"]
bikes["month_sin"] = np.sin(2 * np.pi * bikes["mnth"] / 12)
bikes["month_cos"] = np.cos(2 * np.pi * bikes["mnth"] / 12)
bikes = pd.get_dummies(bikes, columns=["weathersit"])
bikes = bikes.drop(["instant", "casual", "registered"], axis=1)

# %% tags=["preprocess"]
train = bikes[bikes.dteday < "2012-09-01"]
test = bikes[bikes.dteday >= "2012-09-01"]
feats = [c for c in bikes.columns if c not in ("cnt", "dteday")]

# %% [markdown]
# ## Model
# %% tags=["train"]
dtrain = xgb.DMatrix(train[feats], label=np.log1p(train["cnt"]))
params = {"max_depth": 6, "eta": 0.1, "objective": "reg:squarederror"}
booster = xgb.train(params, dtrain, num_boost_round=300)

# %% tags=["predict"]
dtest = xgb.DMatrix(test[feats])
pred = np.expm1(booster.predict(dtest))

# %% tags=["evaluate"]
rmse = np.sqrt(mean_squared_error(test["cnt"], pred))
mae = mean_absolute_error(test["cnt"], pred)
print(f"RMSE {rmse:.1f} MAE {mae:.1f}")

# %% tags=["evaluate"]
xgb.plot_importance(booster, max_num_features=15)
plt.show()

# %% tags=["evaluate"]
plt.plot(test["dteday"], test["cnt"], label="actual")
plt.plot(test["dteday"], pred, label="predicted")
plt.legend()
