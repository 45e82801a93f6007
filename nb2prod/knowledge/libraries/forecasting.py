"""Time series, forecasts and survival."""

from nb2prod.knowledge.schema import Act, Library, Path, Value

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
