# %% tags=["imports"]
import pandas as pd
import statsmodels.api as sm
import statsmodels.formula.api as smf
import matplotlib.pyplot as plt
from statsmodels.stats.outliers_influence import variance_inflation_factor

# %% tags=["preprocess"]
ins = pd.read_csv("insurance.csv")

# %% tags=["skip"]
ins.groupby("smoker").charges.describe()

# %% tags=["skip"]
vif = pd.DataFrame()
vif["feature"] = ["age", "bmi", "children"]
vif["VIF"] = [variance_inflation_factor(ins[["age", "bmi", "children"]].values, i) for i in range(3)]
vif

# %% tags=["preprocess"]
ins["smoker"] = (ins["smoker"] == "yes").astype(int)
ins = pd.get_dummies(ins, columns=["region", "sex"], drop_first=True, dtype=int)

# %% tags=["preprocess"]
train = ins.sample(frac=0.8, random_state=0)
test = ins.drop(train.index)
X_train = sm.add_constant(train.drop(columns="charges"))
X_test = sm.add_constant(test.drop(columns="charges"))

# %% tags=["train"]
ols = sm.OLS(train["charges"], X_train).fit()

# %% tags=["evaluate"]
print(ols.summary())

# %% tags=["evaluate"]
plt.scatter(ols.fittedvalues, ols.resid, s=4)
plt.axhline(0)
plt.show()

# %% tags=["predict"]
pred = ols.predict(X_test)

# %% tags=["evaluate"]
rmse = ((test["charges"] - pred) ** 2).mean() ** 0.5
print(rmse)
