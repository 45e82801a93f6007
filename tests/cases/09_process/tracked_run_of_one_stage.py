# %% [markdown]
# file t.csv
# x,y
# 1,2
# 2,4

# %%
import mlflow
import pandas as pd

# %% tags=["preprocess"]
df = pd.read_csv("t.csv")
with mlflow.start_run(run_name="rows"):
    mlflow.log_param("n", len(df))

# %% tags=["train"]
from sklearn.linear_model import LinearRegression

model = LinearRegression().fit(df[["x"]], df.y)

# %% tags=["evaluate"]
df = df.dropna()
print(model.coef_, len(df))
