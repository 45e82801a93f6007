"""Libraries by the names that they are imported as: what comes from them is no local module."""

from nb2prod.analysis.tables.mutation import PURE_MODULES

# fmt: off

OTHER_LIBRARIES: frozenset[str] = frozenset({
    "Bio", "IPython", "Levenshtein", "PyPDF2", "SimpleITK", "absl", "accelerate", "albumentations",
    "allennlp", "annoy", "anthropic", "arch", "arviz", "astropy", "attr", "audioread",
    "autosklearn", "azure", "azureml", "bayes_opt", "bentoml", "bertopic", "boruta", "boto3",
    "botocore", "captum", "cartopy", "causalml", "chainer", "cloudpickle", "cmdstanpy", "colorama",
    "community", "contractions", "cudf", "cufflinks", "cupy", "cvxpy", "dash", "dask", "deap",
    "delta", "detectron2", "diffusers", "dill", "docx", "dotenv", "duckdb", "econml", "edward",
    "eli5", "emoji", "evaluate", "evidently", "faiss", "fastai", "fastcore", "fastparquet",
    "fasttext", "fbprophet", "feature_engine", "featuretools", "filelock", "fiona", "fire", "flair",
    "flaml", "flask", "folium", "fsspec", "ftfy", "fuzzywuzzy", "gdown", "geopandas", "geopy",
    "gluonts", "google", "graphviz", "gym", "gymnasium", "h2o", "h5py", "haversine", "hdbscan",
    "holidays", "holoviews", "huggingface_hub", "hvplot", "hyperopt", "implicit", "imutils",
    "ipywidgets", "jax", "jaxlib", "jieba", "jsonlines", "kaggle", "keras_cv", "keras_nlp",
    "keras_preprocessing", "keras_tuner", "kerastuner", "kmodes", "kneed", "langchain",
    "langdetect", "lazypredict", "lifelines", "lightfm", "lightning", "lime", "lxml", "markdown",
    "matplotlib_inline", "mglearn", "minisom", "mlflow", "mlxtend", "modin", "mplfinance", "mxnet",
    "neptune", "nest_asyncio", "netCDF4", "ngboost", "nibabel", "numba", "numexpr", "onnx",
    "onnxruntime", "openai", "openpyxl", "pandarallel", "papermill", "patsy", "pdfplumber", "peft",
    "phik", "pmdarima", "polyglot", "prophet", "psutil", "psycopg2", "pyLDAvis", "pyarrow",
    "pycaret", "pycountry", "pydantic", "pydicom", "pydot", "pydotplus", "pydub", "pyforest",
    "pygam", "pylab", "pymc", "pymc3", "pymongo", "pymysql", "pyod", "pypdf", "pyreadr",
    "pyreadstat", "pyspark", "pytesseract", "pytorch_lightning", "pytorch_tabnet", "pywt", "quandl",
    "rasterio", "ray", "rdkit", "redis", "regex", "rich", "rouge_score", "sacrebleu", "safetensors",
    "scikitplot", "scrapy", "selenium", "sentence_transformers", "sentencepiece", "seqeval",
    "shapely", "simplejson", "skfuzzy", "sklearn_pandas", "sklearnex", "skops", "skopt", "skorch",
    "sktime", "smart_open", "snowflake", "soundfile", "sqlalchemy", "squarify", "stable_baselines3",
    "streamlit", "stumpy", "surprise", "sweetviz", "sympy", "tables", "talib", "tensorboard",
    "tensorboardX", "tensorflow_addons", "tensorflow_datasets", "tensorflow_hub",
    "tensorflow_probability", "tensorflow_text", "tf_keras", "tflearn", "theano", "thop",
    "tifffile", "tiktoken", "timm", "tokenizers", "toml", "torchinfo", "torchmetrics",
    "torchsummary", "torchtext", "tpot", "treeinterpreter", "trl", "tsfresh", "tweepy", "typer",
    "ujson", "ultralytics", "umap", "unidecode", "vaderSentiment", "verstack", "visualkeras",
    "wandb", "watermark", "wget", "wikipedia", "wordcloud", "xarray", "xlrd", "xlsxwriter",
    "yellowbrick", "yfinance", "zarr",
})
"""Besides those of `PURE_MODULES`: known as libraries, but not looked through one by one."""

LIBRARIES: frozenset[str] = OTHER_LIBRARIES | {m.partition(".")[0] for m in PURE_MODULES}

VIEW_NAMES: frozenset[str] = frozenset({
    "array_split", "as_array", "as_float_array", "as_tensor", "asanyarray", "asarray",
    "ascontiguousarray", "atleast_1d", "atleast_2d", "atleast_3d", "broadcast_to", "check_X_y",
    "check_array", "column_or_1d", "diag", "diagonal", "expand_dims", "flatten", "flip",
    "from_dlpack", "from_numpy", "indexable", "moveaxis", "ravel", "reshape", "rollaxis",
    "split", "squeeze", "swapaxes", "transpose", "unsqueeze", "view",
})
"""Names of functions that give what they are given, or memory of it, in any library."""

CHANGING_NAMES = (
    "add", "append", "apply", "clear", "extend", "fill", "fit", "freeze", "init",
    "insert", "load_state", "minimize", "modify", "mutate", "patch", "prepare", "put", "register",
    "remove", "reset", "run", "set", "shuffle", "sort", "train", "update", "write",
)
"""How names of functions begin that may change their arguments, in a library not looked through."""

MAKING_NAMES = ("build", "create", "from", "load", "make", "wrap")
"""How names of functions begin whose result may hold the arguments, in such a library."""

READING_NAMES = ("as_", "describe_", "explain", "export_", "has_", "is_", "predict_", "to_")
"""How names of methods begin that change nothing, in all libraries."""

SEPARATE_METHODS: frozenset[str] = frozenset({
    "abs", "agg", "aggregate", "applymap", "clip", "decode", "diff", "dot", "drop", "filter",
    "findall", "get_feature_names_out", "group", "groups", "head", "inverse_transform", "join",
    "json", "most_common", "read", "read_text", "readline", "readlines", "reindex", "rename",
    "rename_axis", "replace", "reset_index", "round", "select", "select_dtypes", "set_index",
    "shift", "stack", "strptime", "tail", "to_frame", "unique", "unstack", "with_columns",
})
"""Methods whose result a change in place does not reach: tables copy on write, text is fixed."""

FIXED_ATTRIBUTES: frozenset[str] = frozenset({
    "columns", "dtype", "dtypes", "feature_importances_", "index", "input_shape", "itemsize",
    "nbytes", "ndim", "output_shape", "shape", "size",
})
"""Attributes whose value cannot change, or is made anew each time, in all libraries."""
