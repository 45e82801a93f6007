# %% tags=["imports"]
import pandas as pd
import numpy as np
import matplotlib.pyplot as plt
from statsmodels.tsa.stattools import adfuller
from statsmodels.tsa.seasonal import seasonal_decompose
from statsmodels.tsa.statespace.sarimax import SARIMAX
from statsmodels.graphics.tsaplots import plot_acf, plot_pacf
from sklearn.metrics import mean_absolute_percentage_error

# %% tags=["preprocess"]
df = pd.read_csv("AirPassengers.csv", index_col="Month", parse_dates=True)
df.index.freq = "MS"
df.head()

# %% tags=["skip"]
df.plot(figsize=(12, 5))

# %% tags=["skip"]
seasonal_decompose(df["#Passengers"], model="multiplicative").plot();

# %% tags=["skip"]
result = adfuller(df["#Passengers"])
print("ADF Statistic:", result[0])
print("p-value:", result[1])

# %% tags=["skip"]
fig, ax = plt.subplots(2, 1)
plot_acf(df["#Passengers"], ax=ax[0])
plot_pacf(df["#Passengers"], ax=ax[1])
plt.show()

# %% tags=["preprocess"]
series = np.log(df["#Passengers"])
train = series[:-24]
test = series[-24:]

# %% tags=["train"]
model = SARIMAX(train, order=(1, 1, 1), seasonal_order=(1, 1, 1, 12))
results = model.fit(disp=False)
print(results.summary())

# %% tags=["evaluate"]
results.plot_diagnostics(figsize=(12, 8))
plt.show()

# %% tags=["predict"]
forecast = results.get_forecast(steps=24)
pred = np.exp(forecast.predicted_mean)
ci = np.exp(forecast.conf_int())

# %% tags=["evaluate"]
ax = np.exp(series).plot(label="observed")
pred.plot(ax=ax, label="forecast")
ax.fill_between(ci.index, ci.iloc[:, 0], ci.iloc[:, 1], alpha=0.2)
plt.legend()
plt.show()

# %% tags=["evaluate"]
mape = mean_absolute_percentage_error(np.exp(test), pred)
mape
