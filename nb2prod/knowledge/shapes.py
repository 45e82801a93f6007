"""Methods whose type follows the receiver, by rules of numpy, pandas and scikit-learn."""

FLOAT_REDUCTIONS = frozenset(
    """
    mean std var median average nanmean nanstd nanvar nanmedian
    """.split()
)

INT_REDUCTIONS = frozenset({"argmax", "argmin", "nanargmax", "nanargmin", "count_nonzero"})

BOOL_REDUCTIONS = frozenset({"any", "all"})

SAME_REDUCTIONS = frozenset(
    """
    sum prod max min amax amin ptp nansum nanmax nanmin
    """.split()
)
"""Reductions of numpy, functions and methods, when they are over all the axes."""

RANDOM_FLOATS: dict[str, int] = {
    "beta": 2,
    "chisquare": 1,
    "exponential": 1,
    "gamma": 2,
    "laplace": 2,
    "logistic": 2,
    "lognormal": 2,
    "normal": 2,
    "poisson": 1,
    "random": 0,
    "random_sample": 0,
    "standard_normal": 0,
    "triangular": 3,
    "uniform": 2,
    "binomial": 2,
    "randint": 2,
    "integers": 2,
    "geometric": 1,
}
"""Samplers of numpy (functions of ``numpy.random``, methods of its generators), with the place
of ``size``."""

RANDOM_INTEGERS = frozenset({"randint", "integers", "poisson", "binomial", "geometric"})

RANDOM_OWNERS = frozenset({"numpy.random", "numpy.random.RandomState", "numpy.random.Generator"})

GROUP_AGGREGATIONS = frozenset(
    """
    all any count first idxmax idxmin last max mean median min nunique prod sem skew std sum var
    """.split()
)

WINDOW_AGGREGATIONS = frozenset(
    """
    apply count kurt max mean median min quantile sem skew std sum var
    """.split()
)

RESAMPLE_AGGREGATIONS = frozenset(
    """
    asfreq bfill ffill first interpolate last max mean median min prod std sum var
    """.split()
)

WINDOWS: dict[str, str] = {
    "rolling": "pandas.api.typing.Rolling",
    "expanding": "pandas.api.typing.Expanding",
    "ewm": "pandas.api.typing.ExponentialMovingWindow",
    "resample": "pandas.api.typing.Resampler",
}

INDEX_STRING_METHODS = frozenset(
    """
    capitalize casefold center ljust lower lstrip normalize pad removeprefix removesuffix replace
    rjust rstrip slice slice_replace strip swapcase title translate upper zfill
    """.split()
)
"""Methods of ``index.str`` that give an index of strings."""

MASK_METHODS = frozenset(
    """
    isin isna isnull notna notnull between duplicated contains startswith endswith fullmatch
    """.split()
)
"""Methods that give a boolean mask, whatever table or column they are called on."""

BOOSTING_METHODS = frozenset(
    """
    fit predict predict_proba score get_params set_params
    """.split()
)

BOOSTING_ATTRIBUTES = frozenset({"feature_importances_", "classes_"})
