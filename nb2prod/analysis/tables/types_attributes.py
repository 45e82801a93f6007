"""Types of attributes, by the owner's type."""

# fmt: off

ATTRIBUTE_TYPES: dict[str, dict[str, str]] = {
    "pandas.DataFrame": {
        "columns": "pandas.Index", "index": "pandas.Index", "values": "numpy.ndarray",
        "shape": "tuple", "T": "pandas.DataFrame", "dtypes": "pandas.Series", "size": "int",
        "ndim": "int", "empty": "bool", "axes": "list", "attrs": "dict",
        "loc": "pandas.core.indexing._LocIndexer", "iloc": "pandas.core.indexing._iLocIndexer",
        "at": "pandas.core.indexing._AtIndexer", "iat": "pandas.core.indexing._iAtIndexer",
        "plot": "pandas.plotting.PlotAccessor", "style": "pandas.io.formats.style.Styler",
    },
    "pandas.Series": {
        "index": "pandas.Index", "shape": "tuple", "T": "pandas.Series", "size": "int",
        "ndim": "int", "nbytes": "int", "empty": "bool", "hasnans": "bool", "is_unique": "bool",
        "is_monotonic_increasing": "bool", "is_monotonic_decreasing": "bool", "attrs": "dict",
        "str": "pandas.core.strings.accessor.StringMethods",
        "loc": "pandas.core.indexing._LocIndexer", "iloc": "pandas.core.indexing._iLocIndexer",
        "at": "pandas.core.indexing._AtIndexer", "iat": "pandas.core.indexing._iAtIndexer",
        "plot": "pandas.plotting.PlotAccessor",
    },
    "pandas.Index": {
        "shape": "tuple", "size": "int", "ndim": "int", "nlevels": "int", "nbytes": "int",
        "empty": "bool", "hasnans": "bool", "is_unique": "bool",
        "is_monotonic_increasing": "bool", "is_monotonic_decreasing": "bool",
        "has_duplicates": "bool", "T": "pandas.Index",
        "str": "pandas.core.strings.accessor.StringMethods",
    },
    "numpy.ndarray": {
        "shape": "tuple", "strides": "tuple", "T": "numpy.ndarray", "real": "numpy.ndarray",
        "imag": "numpy.ndarray", "dtype": "numpy.dtype", "size": "int", "ndim": "int",
        "nbytes": "int", "itemsize": "int", "flat": "numpy.flatiter",
    },
    "scipy.sparse.csr_matrix": {
        "shape": "tuple", "nnz": "int", "ndim": "int", "size": "int", "data": "numpy.ndarray",
        "indices": "numpy.ndarray", "indptr": "numpy.ndarray", "T": "scipy.sparse.csc_matrix",
        "dtype": "numpy.dtype", "format": "str",
    },
    "pandas.core.indexes.accessors.DatetimeProperties": {
        "year": "pandas.Series", "month": "pandas.Series", "day": "pandas.Series",
        "hour": "pandas.Series", "minute": "pandas.Series", "second": "pandas.Series",
        "microsecond": "pandas.Series", "quarter": "pandas.Series",
        "dayofweek": "pandas.Series", "day_of_week": "pandas.Series",
        "weekday": "pandas.Series", "dayofyear": "pandas.Series",
        "day_of_year": "pandas.Series", "days_in_month": "pandas.Series",
        "is_month_start": "pandas.Series", "is_month_end": "pandas.Series",
        "is_quarter_start": "pandas.Series", "is_quarter_end": "pandas.Series",
        "is_year_start": "pandas.Series", "is_year_end": "pandas.Series",
        "is_leap_year": "pandas.Series", "date": "pandas.Series", "time": "pandas.Series",
    },
    "pandas.Timestamp": {
        "year": "int", "month": "int", "day": "int", "hour": "int", "minute": "int",
        "second": "int", "microsecond": "int", "nanosecond": "int", "quarter": "int",
        "dayofweek": "int", "day_of_week": "int", "dayofyear": "int", "day_of_year": "int",
        "week": "int", "days_in_month": "int", "is_month_start": "bool", "is_month_end": "bool",
        "is_leap_year": "bool",
    },
    "pandas.Timedelta": {
        "days": "int", "seconds": "int", "microseconds": "int", "nanoseconds": "int",
    },
    "datetime.datetime": {
        "year": "int", "month": "int", "day": "int", "hour": "int", "minute": "int",
        "second": "int", "microsecond": "int",
    },
    "datetime.date": {
        "year": "int", "month": "int", "day": "int",
    },
    "datetime.timedelta": {
        "days": "int", "seconds": "int", "microseconds": "int",
    },
    "pathlib.Path": {
        "name": "str", "stem": "str", "suffix": "str", "root": "str", "anchor": "str",
        "drive": "str", "suffixes": "list", "parts": "tuple", "parent": "pathlib.Path",
    },
    "pandas.core.groupby.DataFrameGroupBy": {
        "ngroups": "int", "ndim": "int",
    },
    "pandas.core.groupby.SeriesGroupBy": {
        "ngroups": "int", "ndim": "int",
    },
    "sklearn": {
        "classes_": "numpy.ndarray", "feature_importances_": "numpy.ndarray",
        "components_": "numpy.ndarray", "explained_variance_ratio_": "numpy.ndarray",
        "explained_variance_": "numpy.ndarray", "singular_values_": "numpy.ndarray",
        "cluster_centers_": "numpy.ndarray", "labels_": "numpy.ndarray",
        "feature_names_in_": "numpy.ndarray", "support_": "numpy.ndarray",
        "ranking_": "numpy.ndarray", "scores_": "numpy.ndarray", "pvalues_": "numpy.ndarray",
        "core_sample_indices_": "numpy.ndarray", "support_vectors_": "numpy.ndarray",
        "dual_coef_": "numpy.ndarray", "n_features_in_": "int", "n_components_": "int",
        "best_index_": "int", "n_clusters_": "int", "inertia_": "float", "best_score_": "float",
        "best_params_": "dict", "cv_results_": "dict", "vocabulary_": "dict",
        "coef_": "numpy.ndarray",
    },
    "sklearn.pipeline.Pipeline": {
        "named_steps": "sklearn.utils.Bunch", "steps": "list",
    },
    "torch.Tensor": {
        "shape": "torch.Size", "device": "torch.device", "dtype": "torch.dtype",
        "T": "torch.Tensor", "data": "torch.Tensor", "ndim": "int", "requires_grad": "bool",
        "is_cuda": "bool",
    },
    "polars.DataFrame": {
        "columns": "list", "dtypes": "list", "shape": "tuple", "height": "int", "width": "int",
    },
}
"""The key "sklearn" stands for any fitted scikit-learn estimator."""
