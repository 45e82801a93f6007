"""Time series, forecasts and survival."""

from nb2prod.knowledge.schema import Library, Path

_RESULTS = {
    "statsmodels.discrete.discrete_model.BinaryResultsWrapper": "api.Logit api.Probit",
    "statsmodels.discrete.discrete_model.MultinomialResultsWrapper": "api.MNLogit",
    "statsmodels.discrete.discrete_model.PoissonResultsWrapper": "api.Poisson",
    "statsmodels.genmod.generalized_linear_model.GLMResultsWrapper": "api.GLM",
    "statsmodels.regression.linear_model.RegressionResultsWrapper": """api.GLS api.OLS api.WLS
        regression.linear_model.GLS regression.linear_model.OLS regression.linear_model.WLS""",
    "statsmodels.regression.mixed_linear_model.MixedLMResultsWrapper": """
        regression.mixed_linear_model.MixedLM""",
    "statsmodels.robust.robust_linear_model.RLMResultsWrapper": "api.RLM",
    "statsmodels.tsa.ar_model.AutoRegResultsWrapper": """api.tsa.AutoReg tsa.api.AutoReg
        tsa.ar_model.AutoReg""",
    "statsmodels.tsa.arima.model.ARIMAResultsWrapper": "tsa.arima.model.ARIMA tsa.api.ARIMA",
    "statsmodels.tsa.holtwinters.results.HoltWintersResultsWrapper": """
        tsa.api.ExponentialSmoothing tsa.api.Holt tsa.api.SimpleExpSmoothing
        tsa.holtwinters.ExponentialSmoothing tsa.holtwinters.Holt
        tsa.holtwinters.SimpleExpSmoothing""",
    "statsmodels.tsa.seasonal.DecomposeResult": "api.tsa.STL tsa.api.STL tsa.seasonal.STL",
    "statsmodels.tsa.statespace.sarimax.SARIMAXResultsWrapper": """api.tsa.SARIMAX
        api.tsa.statespace.SARIMAX tsa.api.SARIMAX tsa.statespace.sarimax.SARIMAX""",
    "statsmodels.tsa.statespace.structural.UnobservedComponentsResultsWrapper": """
        api.tsa.UnobservedComponents tsa.api.UnobservedComponents
        tsa.statespace.structural.UnobservedComponents""",
    "statsmodels.tsa.statespace.varmax.VARMAXResultsWrapper": """api.tsa.VARMAX tsa.api.VARMAX
        tsa.statespace.varmax.VARMAX""",
    "statsmodels.tsa.vector_ar.var_model.VARResultsWrapper": """api.tsa.VAR tsa.api.VAR
        tsa.vector_ar.var_model.VAR""",
}
"""What `fit` gives, to the models that it is a method of."""


_COLUMN, _TABLE = "pandas.Series | numpy.ndarray", "pandas.DataFrame | numpy.ndarray"
_FORECASTS = "statsmodels.tsa.statespace.mlemodel.PredictionResultsWrapper"
_SUMMARY = "statsmodels.iolib.summary.Summary"


def _methods_of_results() -> dict[str, dict[str, str]]:
    """What methods of results give: columns and tables where the model was given such."""
    of_space = {_SUMMARY: "summary", _FORECASTS: "get_forecast get_prediction"}
    found = {
        "statsmodels.regression.linear_model.RegressionResultsWrapper": {
            _TABLE: "conf_int cov_params",
            "statsmodels.iolib.summary2.Summary": "summary2",
            "statsmodels.regression.linear_model.RegressionResults": "get_robustcov_results",
            "statsmodels.stats.outliers_influence.OLSInfluence": "get_influence",
        },
        "statsmodels.tsa.arima.model.ARIMAResultsWrapper": of_space,
        "statsmodels.tsa.statespace.sarimax.SARIMAXResultsWrapper": of_space,
        _FORECASTS: {"pandas.DataFrame": "summary_frame", _TABLE: "conf_int"},
    }
    for name in _RESULTS:
        if name.endswith("Wrapper") and "vector_ar" not in name and "VARMAX" not in name:
            one = found.setdefault(name, {})
            one.setdefault(_SUMMARY, "summary")
            if ".tsa." in name:
                one[_COLUMN] = "forecast"
    return found


def _attributes_of_results() -> dict[str, dict[str, str]]:
    scores = {"float": "aic bic llf"}
    found = {n: dict(scores) for n in _RESULTS if n.endswith("Wrapper") and "robust" not in n}
    for name, said in found.items():
        if ".discrete." in name:
            said["float"] += " llnull llr_pvalue prsquared"
        elif ".tsa." in name and "vector_ar" not in name and "VARMAX" not in name:
            said[_COLUMN] = "fittedvalues resid"
    found["statsmodels.regression.linear_model.RegressionResultsWrapper"] = {
        "float": """aic bic condition_number df_model df_resid f_pvalue fvalue llf mse_model
            mse_resid nobs rsquared rsquared_adj ssr""",
        _COLUMN: "bse fittedvalues params pvalues resid tvalues",
        "statsmodels.regression.linear_model.RegressionModel": "model",
    }
    found["statsmodels.regression.linear_model.RegressionModel"] = {"list": "exog_names"}
    found["statsmodels.tsa.vector_ar.var_model.VARResultsWrapper"]["int"] = "k_ar"
    return {**found, _FORECASTS: {_COLUMN: "predicted_mean"}}


_PROPHET = {
    "pandas.DataFrame": "make_future_dataframe predict",
    "self": "add_country_holidays add_regressor add_seasonality fit",
}


def _data_sets() -> str:
    """What gives a data set, which is a table wherever pandas is asked for."""
    names = """anes96 cancer ccard china_smoking co2 committee copper cpunish danish_data elnino
        engel fair fertility grunfeld heart interest_inflation longley macrodata modechoice nile
        randhie scotland spector stackloss star98 statecrime strikes sunspots"""
    loaded = (f"{module}.{name}.load_pandas" for module in ("api.datasets", "datasets")
              for name in names.split())  # fmt: skip
    return " ".join(("api.datasets.get_rdataset datasets.get_rdataset", *loaded))


LIBRARIES = (
    Library(name="arch", builds="."),
    Library(
        name="darts",
        builds="models",
        loads="datasets",
        measures="metrics",
        prepares_data="TimeSeries dataprocessing",
    ),
    Library(name="hmmlearn", builds="."),
    Library(name="lifelines", builds=".", loads="datasets", measures="statistics utils"),
    Library(name="neuralprophet", builds="."),
    Library(
        name="patsy",
        returns={
            "patsy.DesignMatrix": "dmatrix",
            "tuple[patsy.DesignMatrix, patsy.DesignMatrix]": "dmatrices",
        },
        switches={
            "dmatrices": {
                "return_type": {"dataframe": "tuple[pandas.DataFrame, pandas.DataFrame]"}
            },
            "dmatrix": {"return_type": {"dataframe": "pandas.DataFrame"}},
        },
        unsavable={"a design matrix of patsy": "DesignMatrix"},
    ),
    Library(
        name="pmdarima",
        classes=True,
        returns={"pmdarima.arima.ARIMA": "arima.auto_arima auto_arima"},
        methods={
            "pmdarima.arima.ARIMA": {
                "float": "aic aicc bic",
                "self": "fit update",
                "statsmodels.iolib.summary.Summary": "summary",
            }
        },
        default_only={"return_valid_fits": "arima.auto_arima auto_arima"},
        builds=".",
        fits="auto_arima",
    ),
    Library(name="pomegranate", builds="."),
    Library(
        name="prophet",
        also=("fbprophet",),
        classes=True,
        returns={
            "pandas.DataFrame": "diagnostics.cross_validation diagnostics.performance_metrics"
        },
        methods=dict.fromkeys(("prophet.Prophet", "prophet.forecaster.Prophet"), _PROPHET),
        builds=".",
        measures="diagnostics",
        plots="plot",
        hyperparameters=".",
    ),
    Library(name="pykalman", builds="."),
    Library(name="sksurv", builds="."),
    Library(
        name="sktime",
        builds="classification forecasting",
        loads="datasets",
        measures="performance_metrics",
        prepares_data="transformations",
    ),
    Library(name="statsforecast", builds="."),
    Library(
        name="statsmodels",
        reads=(Path("api.load iolib.smpickle.load_pickle", 0, "fname"),),
        writes=(Path(".save", 0, "fname", needs="statsmodels"),),
        classes=True,
        returns={
            "pandas.DataFrame": "api.stats.anova_lm stats.anova.anova_lm",
            "statsmodels.api.GLM": "formula.api.glm",
            "statsmodels.api.Logit": "formula.api.logit",
            "statsmodels.api.OLS": "formula.api.ols",
            "statsmodels.api.Poisson": "formula.api.poisson",
            "statsmodels.api.Probit": "formula.api.probit",
            "statsmodels.api.WLS": "formula.api.wls",
            "statsmodels.regression.mixed_linear_model.MixedLM": "formula.api.mixedlm",
            "statsmodels.tsa.seasonal.DecomposeResult": """api.tsa.seasonal_decompose
                tsa.api.seasonal_decompose tsa.seasonal.seasonal_decompose""",
            "statsmodels.datasets.utils.Dataset": _data_sets(),
            "float": "stats.outliers_influence.variance_inflation_factor",
            "tuple": "api.tsa.adfuller tsa.api.adfuller tsa.stattools.adfuller",
        },
        switches={
            "stats.api.acorr_ljungbox stats.diagnostic.acorr_ljungbox": {
                "return_df": {True: "pandas.DataFrame"}
            }
        },
        methods={
            **{
                f"statsmodels.{model}": {result: "fit"}
                for result, models in _RESULTS.items()
                for model in models.split()
            },
            **_methods_of_results(),
            "statsmodels.tsa.arima_process.ArmaProcess": {"numpy.ndarray": "generate_sample"},
        },
        attributes={
            "statsmodels.datasets.utils.Dataset": {"pandas.DataFrame": "data"},
            "statsmodels.tsa.seasonal.DecomposeResult": {
                "numpy.ndarray | pandas.DataFrame | pandas.Series": "resid seasonal trend"
            },
            **_attributes_of_results(),
        },
        pure=".",
        figures="graphics",
        saved={"joblib": "."},
        unsavable={
            "an estimate that holds functions": """api.nonparametric.KDEUnivariate
                nonparametric.api.KDEUnivariate nonparametric.kde.KDEUnivariate"""
        },
        remade="""api.nonparametric.KDEUnivariate nonparametric.api.KDEUnivariate
            nonparametric.kde.KDEUnivariate""",
        builds=".",
        shows="stats tsa.seasonal tsa.stattools",
        loads="api.datasets datasets",
        measures="tools.eval_measures",
        plots="api.graphics api.qqplot graphics",
        prepares_data="api.add_constant tools",
        hyperparameters=".",
    ),
    Library(name="tsfresh", prepares_data="."),
)
