# %% [markdown]
# # Load forecast
# %% tags=["imports"]
from pathlib import Path
import json
import joblib
import pandas as pd
import holidays
from sklearn.ensemble import HistGradientBoostingRegressor
from sklearn.metrics import mean_absolute_error, mean_absolute_percentage_error

# %% tags=["parameters"]
HORIZON = 24
LAGS = [24, 48, 168]
SPLIT = "2022-10-01"
LEARNING_RATE = 0.05

# %% tags=["preprocess"]
ROOT = Path("data")
load = pd.read_parquet(ROOT / "load.parquet")
weather = pd.read_csv(ROOT / "weather.csv", parse_dates=["time"], index_col="time")
df = load.join(weather, how="left")

# %% tags=["preprocess"]
df = df[~df.index.duplicated()].asfreq("h").interpolate()
for lag in LAGS:
    df[f"lag_{lag}"] = df["load"].shift(lag)
de = holidays.Germany()
df["holiday"] = [d in de for d in df.index.date]
df["hour"] = df.index.hour
df = df.dropna()

# %% tags=["skip"]
df.loc["2022-01", "load"].plot(figsize=(14, 3), title="January")

# %% tags=["preprocess"]
train, test = df[:SPLIT], df[SPLIT:]
features = [c for c in df.columns if c != "load"]

# %% tags=["train"]
reg = HistGradientBoostingRegressor(learning_rate=LEARNING_RATE, random_state=0)
reg.fit(train[features], train["load"])
joblib.dump(reg, "model.joblib")

# %% tags=["predict"]
test = test.assign(pred=reg.predict(test[features]))
test[["load", "pred"]].to_parquet("forecast.parquet")

# %% tags=["evaluate"]
metrics = {
    "mae": mean_absolute_error(test["load"], test["pred"]),
    "mape": mean_absolute_percentage_error(test["load"], test["pred"]),
}
with open("metrics.json", "w") as f:
    json.dump(metrics, f)
metrics

# %% tags=["evaluate"]
test[["load", "pred"]].iloc[:HORIZON * 7].plot()

# %% tags=["evaluate"]
by_hour = (test["load"] - test["pred"]).abs().groupby(test["hour"]).mean()
by_hour.plot.bar()
