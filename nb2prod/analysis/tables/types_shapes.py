"""What the plain tables of types leave open: element types, and types that follow arguments.

Types are written as in annotations: ``list[str]``, ``tuple[int, ?]``; ``?`` is unknown.
"""

# fmt: off

PARTS_OF_FUNCTIONS: dict[str, str] = {
    "os.listdir": "list[str]", "os.path.split": "tuple[str, str]",
    "os.path.splitext": "tuple[str, str]", "glob.glob": "list[str]", "dir": "list[str]",
    "shlex.split": "list[str]", "textwrap.wrap": "list[str]", "re.split": "list",
    "math.frexp": "tuple[float, int]", "math.modf": "tuple[float, float]",
    "re.subn": "tuple[str, int]", "nltk.sent_tokenize": "list[str]",
    "nltk.word_tokenize": "list[str]", "nltk.tokenize.sent_tokenize": "list[str]",
    "nltk.tokenize.word_tokenize": "list[str]", "pandas.read_html": "list[pandas.DataFrame]",
    "pandas.factorize": "tuple[numpy.ndarray, ?]",
    "numpy.array_split": "list[numpy.ndarray]", "numpy.split": "list[numpy.ndarray]",
    "numpy.hsplit": "list[numpy.ndarray]", "numpy.vsplit": "list[numpy.ndarray]",
    "numpy.dsplit": "list[numpy.ndarray]",
    "numpy.histogram": "tuple[numpy.ndarray, numpy.ndarray]",
    "numpy.histogram2d": "tuple[numpy.ndarray, numpy.ndarray, numpy.ndarray]",
    "numpy.linalg.eig": "tuple[numpy.ndarray, numpy.ndarray]",
    "numpy.linalg.eigh": "tuple[numpy.ndarray, numpy.ndarray]",
    "sklearn.calibration.calibration_curve": "tuple[numpy.ndarray, numpy.ndarray]",
    "sklearn.feature_selection.chi2": "tuple[numpy.ndarray, numpy.ndarray]",
    "sklearn.feature_selection.f_classif": "tuple[numpy.ndarray, numpy.ndarray]",
    "sklearn.feature_selection.f_regression": "tuple[numpy.ndarray, numpy.ndarray]",
    "sklearn.datasets.make_circles": "tuple[numpy.ndarray, numpy.ndarray]",
    "sklearn.datasets.make_classification": "tuple[numpy.ndarray, numpy.ndarray]",
    "sklearn.datasets.make_friedman1": "tuple[numpy.ndarray, numpy.ndarray]",
    "sklearn.datasets.make_gaussian_quantiles": "tuple[numpy.ndarray, numpy.ndarray]",
    "sklearn.datasets.make_hastie_10_2": "tuple[numpy.ndarray, numpy.ndarray]",
    "sklearn.datasets.make_moons": "tuple[numpy.ndarray, numpy.ndarray]",
    "sklearn.datasets.make_s_curve": "tuple[numpy.ndarray, numpy.ndarray]",
    "sklearn.datasets.make_swiss_roll": "tuple[numpy.ndarray, numpy.ndarray]",
    "sklearn.metrics.det_curve": "tuple[numpy.ndarray, numpy.ndarray, numpy.ndarray]",
    "sklearn.metrics.homogeneity_completeness_v_measure": "tuple[float, float, float]",
    "sklearn.metrics.precision_recall_curve":
        "tuple[numpy.ndarray, numpy.ndarray, numpy.ndarray]",
    "patsy.dmatrices": "tuple[patsy.DesignMatrix, patsy.DesignMatrix]",
    "sklearn.metrics.roc_curve": "tuple[numpy.ndarray, numpy.ndarray, numpy.ndarray]",
    "sklearn.metrics.pairwise_distances_argmin_min": "tuple[numpy.ndarray, numpy.ndarray]",
    "sklearn.model_selection.cross_validate": "dict[str, ?]",
    "random.sample": "list", "random.choices": "list", "sqlite3.connect": "sqlite3.Connection",
    "sqlalchemy.create_engine": "sqlalchemy.engine.Engine", "requests.get": "requests.Response",
    "requests.post": "requests.Response", "threading.Lock": "_thread.lock",
    "threading.Thread": "threading.Thread", "socket.socket": "socket.socket",
    "concurrent.futures.ThreadPoolExecutor": "concurrent.futures.ThreadPoolExecutor",
    "concurrent.futures.ProcessPoolExecutor": "concurrent.futures.ProcessPoolExecutor",
    "multiprocessing.Pool": "multiprocessing.Pool",
    "csv.reader": "csv.reader", "csv.writer": "csv.writer", "h5py.File": "h5py.File",
    **{
        f"{root}keras.datasets.{name}.load_data":
            "tuple[tuple[numpy.ndarray, numpy.ndarray], tuple[numpy.ndarray, numpy.ndarray]]"
        for root in ("", "tensorflow.")
        for name in (
            "boston_housing", "california_housing", "cifar10", "cifar100", "fashion_mnist", "mnist",
        )
    },
    "tensorflow.keras.preprocessing.sequence.pad_sequences": "numpy.ndarray",
    "tensorflow.keras.utils.pad_sequences": "numpy.ndarray",
    "keras.preprocessing.sequence.pad_sequences": "numpy.ndarray",
    "keras.utils.pad_sequences": "numpy.ndarray",
}
"""Results with their parts; stands before ``RETURNS``."""

PARTS_OF_METHODS: dict[str, dict[str, str]] = {
    "str": {
        "split": "list[str]", "rsplit": "list[str]", "splitlines": "list[str]",
        "partition": "tuple[str, str, str]", "rpartition": "tuple[str, str, str]",
    },
    "pathlib.Path": {
        "glob": "generator[pathlib.Path]", "rglob": "generator[pathlib.Path]",
        "iterdir": "generator[pathlib.Path]",
    },
    "collections.Counter": {"most_common": "list[tuple[?, int]]"},
    "pandas.DataFrame": {
        "iterrows": "generator[tuple[?, pandas.Series]]",
        "items": "generator[tuple[?, pandas.Series]]", "rename_axis": "pandas.DataFrame",
    },
    "pandas.Series": {
        "any": "bool", "all": "bool", "rename_axis": "pandas.Series",
        "factorize": "tuple[numpy.ndarray, ?]",
    },
    "pandas.core.groupby.DataFrameGroupBy": {
        "get_group": "pandas.DataFrame", "transform": "pandas.DataFrame",
    },
    "pandas.core.groupby.SeriesGroupBy": {"get_group": "pandas.Series"},
    "pandas.core.indexes.accessors.DatetimeProperties": {"total_seconds": "pandas.Series"},
    "numpy.ndarray": {"tolist": "list", "squeeze": "numpy.ndarray"},
    "xgboost.Booster": {"predict": "numpy.ndarray"},
    "torch.nn": {
        "to": "self", "cuda": "self", "cpu": "self", "eval": "self", "train": "self",
        "float": "self", "double": "self", "half": "self", "requires_grad_": "self",
        "state_dict": "collections.OrderedDict", "zero_grad": "None",
    },
    "imblearn": {"fit": "self", "predict": "numpy.ndarray", "predict_proba": "numpy.ndarray"},
    "keras": {"fit": "keras.callbacks.History"},
    "tensorflow.keras": {"fit": "tensorflow.keras.callbacks.History"},
}
"""Methods with their parts, or missing from ``METHOD_RETURNS``; stands before it."""

PARTS_OF_ATTRIBUTES: dict[str, dict[str, str]] = {
    "pandas.DataFrame": {"shape": "tuple[int, int]"},
    "pandas.Series": {
        "shape": "tuple[int]", "dt": "pandas.core.indexes.accessors.DatetimeProperties",
    },
    "pandas.Index": {"shape": "tuple[int]"},
    "pandas.core.indexes.accessors.DatetimeProperties": {
        "days": "pandas.Series", "seconds": "pandas.Series", "microseconds": "pandas.Series",
        "nanoseconds": "pandas.Series",
    },
    "scipy.sparse.csr_matrix": {"shape": "tuple[int, int]"},
    "keras.callbacks.History": {"history": "dict[str, list]"},
    "tensorflow.keras.callbacks.History": {"history": "dict[str, list]"},
}
"""Attributes with their parts, or missing from ``ATTRIBUTE_TYPES``; stands before it."""

CONSTANTS: dict[str, str] = {
    "math.pi": "float", "math.e": "float", "math.inf": "float", "math.nan": "float",
    "math.tau": "float", "numpy.pi": "float", "numpy.e": "float", "numpy.inf": "float",
    "numpy.nan": "float", "numpy.NaN": "float", "sys.argv": "list[str]", "os.sep": "str",
    "string.punctuation": "str", "string.ascii_letters": "str", "string.digits": "str",
    "string.ascii_lowercase": "str", "string.ascii_uppercase": "str", "__name__": "str",
    "__file__": "str",
}
"""Values in modules."""

ELEMENTWISE: frozenset[str] = frozenset({
    "numpy.arccos", "numpy.arcsin", "numpy.arctan", "numpy.cbrt", "numpy.cos", "numpy.cosh",
    "numpy.deg2rad", "numpy.exp", "numpy.exp2", "numpy.expm1", "numpy.log", "numpy.log10",
    "numpy.log1p", "numpy.log2", "numpy.rad2deg", "numpy.radians", "numpy.degrees", "numpy.sin",
    "numpy.sinh", "numpy.sqrt", "numpy.tan", "numpy.tanh", "numpy.ceil", "numpy.floor",
    "numpy.rint",
})
"""Functions of one argument that keep the shape and give floats."""

KEEPING: frozenset[str] = frozenset({
    "numpy.abs", "numpy.absolute", "numpy.negative", "numpy.square", "numpy.clip",
    "numpy.round", "numpy.around",
})
"""Functions that keep shape and kind of the first argument."""

PREDICATES: frozenset[str] = frozenset({
    "numpy.isnan", "numpy.isfinite", "numpy.isinf", "numpy.logical_not", "pandas.isna",
    "pandas.isnull", "pandas.notna", "pandas.notnull",
})
"""Functions that keep the shape and give booleans."""

BROADCASTING: frozenset[str] = frozenset({
    "numpy.add", "numpy.subtract", "numpy.multiply", "numpy.maximum", "numpy.minimum",
})
"""Functions of two arguments that follow the rules of ``a + b``."""

FLOAT_REDUCTIONS: frozenset[str] = frozenset({
    "mean", "std", "var", "median", "average", "nanmean", "nanstd", "nanvar", "nanmedian",
})
INT_REDUCTIONS: frozenset[str] = frozenset({
    "argmax", "argmin", "nanargmax", "nanargmin", "count_nonzero",
})
BOOL_REDUCTIONS: frozenset[str] = frozenset({"any", "all"})
SAME_REDUCTIONS: frozenset[str] = frozenset({
    "sum", "prod", "max", "min", "amax", "amin", "ptp", "nansum", "nanmax", "nanmin",
})
"""Reductions of numpy, functions and methods, when they are over all the axes."""

RANDOM_FLOATS: dict[str, int] = {
    "beta": 2, "chisquare": 1, "exponential": 1, "gamma": 2, "laplace": 2, "logistic": 2,
    "lognormal": 2, "normal": 2, "poisson": 1, "random": 0, "random_sample": 0,
    "standard_normal": 0, "triangular": 3, "uniform": 2, "binomial": 2, "randint": 2,
    "integers": 2, "geometric": 1,
}
"""Samplers of numpy (functions of ``numpy.random``, methods of its generators), with the place
of ``size``."""
RANDOM_INTEGERS: frozenset[str] = frozenset({
    "randint", "integers", "poisson", "binomial", "geometric",
})
RANDOM_OWNERS: frozenset[str] = frozenset({
    "numpy.random", "numpy.random.RandomState", "numpy.random.Generator",
})

DEFAULT_ONLY: dict[str, frozenset[str]] = {
    "pandas.read_csv": frozenset({"chunksize", "iterator", "squeeze"}),
    "pandas.read_table": frozenset({"chunksize", "iterator", "squeeze"}),
    "pandas.read_fwf": frozenset({"chunksize", "iterator"}),
    "pandas.read_json": frozenset({"chunksize", "typ"}),
    "pandas.read_sql": frozenset({"chunksize"}),
    "pandas.read_sql_query": frozenset({"chunksize"}),
    "pandas.read_sql_table": frozenset({"chunksize"}),
    "pandas.read_sas": frozenset({"chunksize", "iterator"}),
    "pandas.read_stata": frozenset({"chunksize", "iterator"}),
    "numpy.loadtxt": frozenset({"unpack"}), "numpy.polyfit": frozenset({"full", "cov"}),
    "yaml.dump": frozenset({"stream"}),
    "numpy.genfromtxt": frozenset({"unpack"}),
    "sklearn.datasets.make_blobs": frozenset({"return_centers"}),
    "sklearn.datasets.make_regression": frozenset({"coef"}),
    "sklearn.datasets.make_multilabel_classification":
        frozenset({"sparse", "return_distributions", "return_indicator"}),
    "sklearn.datasets.make_classification": frozenset({"return_X_y"}),
}
"""Keywords that change the type of the result, whatever their value but None and False."""

SWITCHES: dict[str, dict[str, dict[object, str]]] = {
    "patsy.dmatrices": {
        "return_type": {"dataframe": "tuple[pandas.DataFrame, pandas.DataFrame]"},
    },
    "patsy.dmatrix": {"return_type": {"dataframe": "pandas.DataFrame"}},
    "sklearn.metrics.classification_report": {"output_dict": {True: "dict[str, ?]"}},
    **{
        f"sklearn.metrics.{name}": {"average": {None: "numpy.ndarray"}}
        for name in (
            "f1_score", "fbeta_score", "precision_score", "recall_score", "jaccard_score",
            "roc_auc_score", "average_precision_score",
        )
    },
    **{
        f"sklearn.metrics.{name}": {"multioutput": {"raw_values": "numpy.ndarray"}}
        for name in (
            "explained_variance_score", "mean_absolute_error", "mean_squared_error",
            "mean_absolute_percentage_error", "mean_squared_log_error", "r2_score",
            "median_absolute_error", "root_mean_squared_error", "mean_pinball_loss",
            "root_mean_squared_log_error", "d2_absolute_error_score", "d2_pinball_score",
        )
    },
    "pandas.read_excel": {"sheet_name": {None: "dict[?, pandas.DataFrame]"}},
}
"""Keywords whose value changes the type: function -> keyword -> value -> type."""

DENSE_FOR_DENSE: frozenset[str] = frozenset({
    "sklearn.impute.SimpleImputer", "sklearn.preprocessing.Binarizer",
    "sklearn.preprocessing.MaxAbsScaler", "sklearn.preprocessing.Normalizer",
    "sklearn.preprocessing.PolynomialFeatures", "sklearn.preprocessing.QuantileTransformer",
    "sklearn.preprocessing.RobustScaler", "sklearn.preprocessing.StandardScaler",
    "sklearn.feature_selection.RFE", "sklearn.feature_selection.RFECV",
    "sklearn.feature_selection.SelectFdr", "sklearn.feature_selection.SelectFpr",
    "sklearn.feature_selection.SelectFromModel", "sklearn.feature_selection.SelectKBest",
    "sklearn.feature_selection.SelectPercentile",
    "sklearn.feature_selection.VarianceThreshold",
})
"""Transformers that give an array for a dense table or array."""

SPARSE_OPTION: frozenset[str] = frozenset({
    "sklearn.preprocessing.OneHotEncoder", "sklearn.preprocessing.LabelBinarizer",
    "sklearn.preprocessing.MultiLabelBinarizer", "sklearn.ensemble.RandomTreesEmbedding",
    "sklearn.feature_extraction.DictVectorizer",
})
"""Transformers whose argument ``sparse_output`` or ``sparse`` settles the result."""

GROUP_AGGREGATIONS: frozenset[str] = frozenset({
    "all", "any", "count", "first", "idxmax", "idxmin", "last", "max", "mean", "median", "min",
    "nunique", "prod", "sem", "skew", "std", "sum", "var",
})
WINDOW_AGGREGATIONS: frozenset[str] = frozenset({
    "apply", "count", "kurt", "max", "mean", "median", "min", "quantile", "sem", "skew", "std",
    "sum", "var",
})
RESAMPLE_AGGREGATIONS: frozenset[str] = frozenset({
    "asfreq", "bfill", "ffill", "first", "interpolate", "last", "max", "mean", "median", "min",
    "prod", "std", "sum", "var",
})
WINDOWS: dict[str, str] = {
    "rolling": "pandas.api.typing.Rolling", "expanding": "pandas.api.typing.Expanding",
    "ewm": "pandas.api.typing.ExponentialMovingWindow",
    "resample": "pandas.api.typing.Resampler",
}

INDEX_STRING_METHODS: frozenset[str] = frozenset({
    "capitalize", "casefold", "center", "ljust", "lower", "lstrip", "normalize", "pad",
    "removeprefix", "removesuffix", "replace", "rjust", "rstrip", "slice", "slice_replace",
    "strip", "swapcase", "title", "translate", "upper", "zfill",
})
"""Methods of ``index.str`` that give an index of strings."""

MASK_METHODS: frozenset[str] = frozenset({
    "isin", "isna", "isnull", "notna", "notnull", "between", "duplicated", "contains",
    "startswith", "endswith", "fullmatch",
})
"""Methods that give a boolean mask, whatever table or column they are called on."""

CLASS_LIBRARIES: frozenset[str] = frozenset({
    "altair", "catboost", "category_encoders", "fastai", "folium", "gensim", "graphviz", "hdbscan",
    "imblearn", "keras", "lightgbm", "networkx", "nltk", "openpyxl", "optuna", "plotnine",
    "prophet", "pydub", "scipy", "sentence_transformers", "sklearn", "statsmodels", "sweetviz",
    "tensorflow", "tokenizers", "torch", "torchvision", "transformers", "umap", "xgboost",
})
"""Libraries where a name in CamelCase is a class, and calling it gives an instance."""

NO_CLASSES: frozenset[str] = frozenset({
    "keras.Input", "keras.layers.Input", "tensorflow.keras.Input",
    "tensorflow.keras.layers.Input", "torch.Tensor", "torch.nn.Parameter", "tensorflow.Variable",
})
"""Exceptions: functions in CamelCase, and classes that give something else."""

BOOSTING: tuple[str, ...] = (
    "xgboost.XGB", "lightgbm.LGBM", "catboost.CatBoost", "xgboost.sklearn.XGB",
    "lightgbm.sklearn.LGBM",
)
"""How the classes that follow the interface of scikit-learn begin."""
BOOSTING_METHODS: frozenset[str] = frozenset({
    "fit", "predict", "predict_proba", "score", "get_params", "set_params",
})
BOOSTING_ATTRIBUTES: frozenset[str] = frozenset({"feature_importances_", "classes_"})

BUNCHES: dict[str, tuple[str, str]] = {
    **{
        f"sklearn.datasets.{name}": ("numpy.ndarray", "numpy.ndarray")
        for name in (
            "load_iris", "load_digits", "load_wine", "load_breast_cancer", "load_diabetes",
            "fetch_california_housing", "fetch_covtype", "fetch_olivetti_faces", "load_linnerud",
        )
    },
    "sklearn.datasets.fetch_20newsgroups": ("list", "numpy.ndarray"),
}
"""Data sets of scikit-learn, with the types of ``data`` and ``target`` (not as frames)."""
