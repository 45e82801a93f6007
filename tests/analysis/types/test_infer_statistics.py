"""Types of what `scipy.stats` and statsmodels give, by what they are given."""

import pandas as pd
import pytest
from scipy import stats

from nb2prod.analysis.types.annotations import annotation
from nb2prod.analysis.types.infer_expressions import type_of
from tests.support.inference import environment, parsed_expression

SETUP = """
import numpy as np, pandas as pd, statsmodels.api as sm, statsmodels.formula.api as smf
from scipy import stats
from statsmodels.stats.diagnostic import acorr_ljungbox
from statsmodels.tsa.api import VAR
df = pd.read_csv("a.csv")
arr = np.ones((3, 2))
line = smf.ols("a ~ b", df).fit()
odds = sm.Logit(df.a, df).fit()
season = sm.tsa.statespace.SARIMAX(df.a).fit()
ahead = season.get_forecast(3)
r, p = stats.pearsonr(df.a, df.b)
"""

TYPES = {
    "p": "float", "stats.ttest_ind(df.a, df.b, equal_var=False)[1]": "float",
    "stats.shapiro([1, 2, 3])": "Sequence[float]", "stats.kruskal(df.a, arr)": "Any",
    "stats.ttest_ind(df.a, df.b, axis=None)": "Any", "stats.levene(*arr)": "Any",
    "stats.boxcox(df.a)": "tuple[np.ndarray, float]", "stats.boxcox(df.a, 0.5)": "np.ndarray",
    "stats.boxcox(df.a, alpha=0.5)": "Any",
    "line.rsquared": "float", "line.pvalues": "np.ndarray | pd.Series",
    "line.conf_int()": "np.ndarray | pd.DataFrame", "line.model.exog_names": "list",
    "odds.prsquared": "float", "odds.rsquared": "Any",
    "ahead.predicted_mean": "np.ndarray | pd.Series", "ahead.summary_frame()": "pd.DataFrame",
    "VAR(df).fit(2).k_ar": "int", "VAR(df).fit(2).forecast(arr, 3)": "Any",
    "acorr_ljungbox(df.a, return_df=True)": "pd.DataFrame", "acorr_ljungbox(df.a)": "Any",
}  # fmt: skip


@pytest.mark.parametrize("expression", TYPES)
def test_type(expression: str) -> None:
    env = environment(SETUP)
    names = {qualified: written for written, qualified in env.imports.items()}
    found = type_of(parsed_expression(expression), env)
    assert annotation(found, names).text == TYPES[expression]


COLUMN = pd.Series([1.0, 2.0, 4.0, 3.0, 7.0, 8.0, 6.0, 9.5, 9.0, 12.0])


@pytest.mark.parametrize("name", ["pearsonr", "ttest_ind", "mannwhitneyu", "levene", "f_oneway"])
def test_two_columns_give_two_numbers(name: str) -> None:
    statistic, probability = getattr(stats, name)(COLUMN, COLUMN[::-1] + 1)
    assert isinstance(statistic, float) and isinstance(probability, float)
