# %% tags=["imports"]
import pandas as pd
from prophet import Prophet
from prophet.plot import plot_plotly
from prophet.diagnostics import cross_validation, performance_metrics

# %% tags=["preprocess"]
sales = pd.read_excel("sales.xlsx")
sales = sales.groupby("date", as_index=False)["qty"].sum()
sales.columns = ["ds", "y"]

# %% tags=["skip"]
sales.set_index("ds").y.plot()

# %% tags=["train"]
m = Prophet(yearly_seasonality=True)
m.add_country_holidays(country_name="DE")
m.fit(sales)

# %% tags=["predict"]
future = m.make_future_dataframe(periods=90)
forecast = m.predict(future)
forecast[["ds", "yhat"]].to_csv("forecast.csv", index=False)

# %% tags=["evaluate"]
m.plot(forecast);

# %% tags=["evaluate"]
m.plot_components(forecast);

# %% tags=["evaluate"]
cv = cross_validation(m, initial="730 days", period="180 days", horizon="90 days")
performance_metrics(cv).head()
