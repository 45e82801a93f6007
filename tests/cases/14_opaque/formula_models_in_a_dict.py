# %%
import pandas as pd
import statsmodels.formula.api as smf

# %% tags=["preprocess"]
t = pd.DataFrame({"y": [1.0, 2.0, 4.0], "x": [1.0, 2.0, 3.0]})
def half(x):
    return x / 2
def fitted(formula):
    return smf.ols(formula, t).fit()

# %% tags=["train"]
formula = "y ~ half(x)"
models = {}
for extra in ("", " + x"):
    models[extra] = smf.ols(formula + extra, data=t).fit()
other = fitted("y ~ half(x)")

# %% tags=["evaluate"]
print([m.rsquared for m in models.values()], other.rsquared)
