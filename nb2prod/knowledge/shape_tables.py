"""Methods whose result type depends on the receiver, by rules of numpy, pandas and scikit-learn."""

from nb2prod.knowledge.schema import words

FLOAT_REDUCTIONS = words("""mean std var median average nanmean nanstd nanvar nanmedian""")

INT_REDUCTIONS = frozenset({"argmax", "argmin", "nanargmax", "nanargmin", "count_nonzero"})

BOOL_REDUCTIONS = frozenset({"any", "all"})

SAME_REDUCTIONS = words("""sum prod max min amax amin ptp nansum nanmax nanmin""")
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

GROUP_AGGREGATIONS = words("""all any count first idxmax idxmin last max mean median min nunique
    prod sem skew std sum var""")

WINDOW_AGGREGATIONS = words("""apply count kurt max mean median min quantile sem skew std sum
    var""")

RESAMPLE_AGGREGATIONS = words("""asfreq bfill ffill first interpolate last max mean median min prod
    std sum var""")

WINDOWS: dict[str, str] = {
    "rolling": "pandas.api.typing.Rolling",
    "expanding": "pandas.api.typing.Expanding",
    "ewm": "pandas.api.typing.ExponentialMovingWindow",
    "resample": "pandas.api.typing.Resampler",
}

INDEX_STRING_METHODS = words("""capitalize casefold center ljust lower lstrip normalize pad
    removeprefix removesuffix replace rjust rstrip slice slice_replace strip swapcase title
    translate upper zfill""")
"""Methods of ``index.str`` that give an index of strings."""

MASK_METHODS = words("""isin isna isnull notna notnull between duplicated contains startswith
    endswith fullmatch""")
"""Methods that give a boolean mask, whatever table or column they are called on."""

BOOSTING_METHODS = words("""fit predict predict_proba score get_params set_params""")

BOOSTING_ATTRIBUTES = frozenset({"feature_importances_", "classes_"})
