"""Time series, forecasts and survival."""

from nb2prod.knowledge.schema import Act, Library, Path, Value

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
    "statsmodels.tsa.arima.model.ARIMAResultsWrapper": "tsa.arima.model.ARIMA tsa.api.ARIMA",
    "statsmodels.tsa.holtwinters.results.HoltWintersResultsWrapper": """
        tsa.api.ExponentialSmoothing tsa.api.Holt tsa.api.SimpleExpSmoothing
        tsa.holtwinters.ExponentialSmoothing tsa.holtwinters.Holt
        tsa.holtwinters.SimpleExpSmoothing""",
    "statsmodels.tsa.statespace.sarimax.SARIMAXResultsWrapper": """api.tsa.SARIMAX
        api.tsa.statespace.SARIMAX tsa.api.SARIMAX tsa.statespace.sarimax.SARIMAX""",
}
"""What `fit` gives, to the models that it is a method of."""


def _fitted() -> dict[str, dict[str, str]]:
    return {
        f"statsmodels.{model}": {result: "fit"}
        for result, models in _RESULTS.items()
        for model in models.split()
    }


LIBRARIES = (
    Library(name="arch", stages={(Act.BUILD, Value.MODEL): "."}),
    Library(
        name="darts",
        stages={
            (Act.BUILD, Value.MODEL): "models",
            (Act.LOAD, Value.DATA): "datasets",
            (Act.MEASURE, Value.RESULT): "metrics",
            (Act.PREPARE, Value.DATA): "TimeSeries dataprocessing",
        },
    ),
    Library(
        name="fbprophet",
        stages={
            (Act.BUILD, Value.MODEL): ".",
            (Act.MEASURE, Value.RESULT): "diagnostics",
            (Act.PLOT, None): "plot",
        },
    ),
    Library(name="hmmlearn", stages={(Act.BUILD, Value.MODEL): "."}),
    Library(
        name="lifelines",
        stages={
            (Act.BUILD, Value.MODEL): ".",
            (Act.LOAD, Value.DATA): "datasets",
            (Act.MEASURE, Value.RESULT): "statistics utils",
        },
    ),
    Library(name="neuralprophet", stages={(Act.BUILD, Value.MODEL): "."}),
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
        stages={(Act.BUILD, Value.MODEL): ".", (Act.FIT, Value.MODEL): "auto_arima"},
    ),
    Library(name="pomegranate", stages={(Act.BUILD, Value.MODEL): "."}),
    Library(
        name="prophet",
        classes=True,
        stages={
            (Act.BUILD, Value.MODEL): ".",
            (Act.MEASURE, Value.RESULT): "diagnostics",
            (Act.PLOT, None): "plot",
        },
        hyperparameters=".",
    ),
    Library(name="pykalman", stages={(Act.BUILD, Value.MODEL): "."}),
    Library(name="sksurv", stages={(Act.BUILD, Value.MODEL): "."}),
    Library(
        name="sktime",
        stages={
            (Act.BUILD, Value.MODEL): "classification forecasting",
            (Act.LOAD, Value.DATA): "datasets",
            (Act.MEASURE, Value.RESULT): "performance_metrics",
            (Act.PREPARE, Value.DATA): "transformations",
        },
    ),
    Library(name="statsforecast", stages={(Act.BUILD, Value.MODEL): "."}),
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
            "tuple": "api.tsa.adfuller tsa.api.adfuller tsa.stattools.adfuller",
        },
        methods=_fitted(),
        pure=".",
        figures="graphics",
        saved={"joblib": "."},
        unsavable={
            "an estimate that holds functions": """api.nonparametric.KDEUnivariate
                nonparametric.api.KDEUnivariate nonparametric.kde.KDEUnivariate""",
        },
        remade="""api.nonparametric.KDEUnivariate nonparametric.api.KDEUnivariate
            nonparametric.kde.KDEUnivariate""",
        stages={
            (Act.BUILD, Value.MODEL): ".",
            (Act.INSPECT, None): "stats tsa.seasonal tsa.stattools",
            (Act.LOAD, Value.DATA): "api.datasets datasets",
            (Act.MEASURE, Value.RESULT): "tools.eval_measures",
            (Act.PLOT, None): "api.graphics api.qqplot graphics",
            (Act.PREPARE, Value.DATA): "api.add_constant tools",
        },
        hyperparameters=".",
    ),
    Library(name="tsfresh", stages={(Act.PREPARE, Value.DATA): "."}),
)
