# %%
import numpy as np
import pandas as pd
import statsmodels.formula.api as smf

# %% tags=["preprocess"]
t = pd.DataFrame({"y": [1.0, 2.0, 4.0], "x": [1.0, 2.0, 3.0]})
top = t.x.max()
def half(x):
    return x / 2
def share(x):
    return x / top

# %% tags=["train"]
formula = "y ~ np.log(x) + half(x)"
model = smf.ols(formula, data=t)
fitted = model.fit()
r = float(smf.ols("y ~ share(x)", t).fit().rsquared)

# %% tags=["evaluate"]
print(fitted.rsquared, r)
