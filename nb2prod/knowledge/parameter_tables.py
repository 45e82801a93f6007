"""Types of the arguments of functions and methods, and methods that only pandas tables have."""

from enum import StrEnum

from nb2prod.knowledge.schema import words
from nb2prod.knowledge.shape_tables import FLOAT_REDUCTIONS, INT_REDUCTIONS, SAME_REDUCTIONS
from nb2prod.knowledge.type_tables import METRIC_FUNCTIONS, SCORE_TABLES


class Asked(StrEnum):
    """What an argument has to be."""

    ANYTHING = ""
    ARRAY = "what numpy makes an array of"
    MATRIX = "that, or a sparse matrix"
    TABLE = "a table or column of pandas"


Parameters = tuple[tuple[str, Asked], ...]
_SAMPLES: Parameters = (("X", Asked.MATRIX),)
_LABELLED: Parameters = (*_SAMPLES, ("y", Asked.ARRAY))

ESTIMATOR_METHODS: dict[str, Parameters] = {
    **dict.fromkeys(("fit", "fit_resample", "fit_transform", "fit_predict", "score"), _LABELLED),
    **dict.fromkeys(
        ("predict", "predict_proba", "predict_log_proba", "decision_function", "transform"),
        _SAMPLES,
    ),
}
"""The interface of scikit-learn: the first parameters of a method."""

NO_MATRIX = (
    "catboost.", "sklearn.compose.", "sklearn.feature_extraction.", "sklearn.pipeline.",
    "imblearn.pipeline.", "sklearn.preprocessing.MultiLabelBinarizer",
)  # fmt: skip
"""Estimators that may be given texts, dictionaries or objects of their own as samples."""

_OF_LABELS: Parameters = (
    ("y_true", Asked.ARRAY),
    ("y_pred", Asked.ARRAY),
    ("y_score", Asked.ARRAY),
)
_OF_SAMPLES = ("silhouette_score", "calinski_harabasz_score", "davies_bouldin_score")
_PAIR: Parameters = (("endog", Asked.ARRAY), ("exog", Asked.ARRAY))
_VALIDATING = ("cross_val_predict", "cross_val_score", "cross_validate", "learning_curve")
_VALIDATED: Parameters = (
    *(("estimator", Asked.ANYTHING), ("X", Asked.ANYTHING)),  # a pipeline takes texts
    ("y", Asked.ARRAY),
)
_DRAWN: Parameters = (("x", Asked.ANYTHING), ("y", Asked.ARRAY))  # often dates

FUNCTION_PARAMETERS: dict[str, Parameters] = {
    **{
        name: _OF_LABELS
        for name in METRIC_FUNCTIONS | SCORE_TABLES
        if name.startswith("sklearn.metrics.") and not name.endswith(_OF_SAMPLES)
    },
    **{
        f"numpy.{name}": (("a", Asked.ARRAY),)
        for name in FLOAT_REDUCTIONS | INT_REDUCTIONS | SAME_REDUCTIONS
    },
    **dict.fromkeys(
        (f"statsmodels.api.{name}" for name in ("GLM", "GLS", "Logit", "OLS", "WLS")), _PAIR
    ),
    **dict.fromkeys((f"matplotlib.pyplot.{name}" for name in ("plot", "scatter")), _DRAWN),
    "pandas.merge": (("left", Asked.TABLE), ("right", Asked.TABLE)),
    "sklearn.model_selection.train_test_split": (("", Asked.MATRIX),) * 4,
    **dict.fromkeys((f"sklearn.model_selection.{name}" for name in _VALIDATING), _VALIDATED),
}
"""The first parameters of functions."""

TABLE_NAMES = words("""applymap combine_first convert_dtypes iat iloc iterrows itertuples loc[] melt
    merge nlargest nsmallest pct_change pivot_table reset_index select_dtypes set_index sort_index
    to_csv to_excel to_feather to_parquet to_pickle""")
"""What only tables and columns have, of all that is ordinarily in a notebook with pandas."""

TABLE_HINTS = words("""assign columns corr corrwith describe head idxmax idxmin loc rename_axis tail
    unstack""")
"""What few others have (a network its ``head``): two of these tell the same."""

TABLE_LIBRARIES = words("""babypandas cudf dask datatable databricks graphlab h2o ibis modin polars
    pyarrow pyspark snowflake sqlalchemy sframe turicreate vaex xarray""")
"""Where one of these is at work, such names are not those of pandas alone."""
