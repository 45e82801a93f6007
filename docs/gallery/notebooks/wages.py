# %% [markdown]
# # Returns to schooling
# An economist's regression: the equation first, then the table. Public domain; the survey is made up below.

# %%
import numpy as np
import pandas as pd
import matplotlib.pyplot as plt
import statsmodels.formula.api as smf

# %%
rng = np.random.default_rng(1974)
N = 400
survey = pd.DataFrame({
    "educ": rng.integers(8, 19, N),
    "exper": rng.integers(0, 35, N),
    "female": rng.integers(0, 2, N),
})
survey["wage"] = np.exp(
    1.1 + 0.08 * survey.educ + 0.03 * survey.exper - 0.0005 * survey.exper**2
    - 0.2 * survey.female + rng.normal(0, 0.3, N)
)
survey.describe()

# %%
survey["lwage"] = np.log(survey.wage)

# %% [markdown]
# ## OLS, with robust standard errors

# %%
ols = smf.ols("lwage ~ educ + exper + I(exper**2) + female", data=survey).fit(cov_type="HC1")

# %%
print(ols.params.round(3))
print(ols.bse.round(3))
print(f"R2: {ols.rsquared:.3f}, N = {ols.nobs:.0f}")

# %% [markdown]
# ## What would one more year bring?

# %%
more = survey.assign(educ=survey.educ + 1)
fitted = ols.predict(more)

# %%
gain = float((fitted - ols.fittedvalues).mean())
print(f"One more year: {100 * gain:.1f} per cent")
plt.scatter(ols.fittedvalues, ols.resid, s=5)
plt.axhline(0)
plt.xlabel("fitted")
plt.ylabel("residual")
plt.savefig("residuals.png")
