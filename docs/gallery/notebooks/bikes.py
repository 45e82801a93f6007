# %% [markdown]
# # Bikes hired per day
# A forecaster, written by somebody who puts functions into classes. Public domain; the counts are made up below.

# %%
import numpy as np
import pandas as pd
import matplotlib.pyplot as plt
from sklearn.linear_model import Ridge
from sklearn.metrics import mean_absolute_error

# %%
class Calendar:
    @staticmethod
    def features(days):
        week = 2 * np.pi * days.dayofweek / 7
        year = 2 * np.pi * days.dayofyear / 365.25
        return pd.DataFrame(
            {"sin_w": np.sin(week), "cos_w": np.cos(week), "sin_y": np.sin(year), "cos_y": np.cos(year)},
            index=days,
        )


class Forecaster:
    def __init__(self, alpha=1.0):
        self.alpha = alpha
        self.model = Ridge(alpha=alpha)

    def fit(self, series):
        self.start = series.index[0]
        self.model.fit(self._design(series.index), series)
        return self

    def predict(self, days):
        return pd.Series(self.model.predict(self._design(days)), index=days)

    def _design(self, days):
        design = Calendar.features(days)
        design["trend"] = (days - self.start).days / 365.25
        return design

# %%
HORIZON = 28

# %%
days = pd.date_range("2022-01-01", "2023-12-31", freq="D")
noise = np.random.default_rng(3).normal(0, 20, len(days))
season = 120 * np.sin(2 * np.pi * (days.dayofyear - 100) / 365.25)
hired = pd.Series(400 + season - 60 * (days.dayofweek >= 5) + noise, index=days)
history, future = hired.iloc[:-HORIZON], hired.iloc[-HORIZON:]

# %%
forecaster = Forecaster(alpha=0.5).fit(history)

# %%
forecast = forecaster.predict(future.index)

# %%
mae = mean_absolute_error(future, forecast)
print(f"MAE over {HORIZON} days: {mae:.1f}")
future.plot(label="hired")
forecast.plot(label="forecast")
plt.legend()
plt.savefig("forecast.png")
