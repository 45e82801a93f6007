"""Modules, classes and functions by qualified name; the longest row that fits holds."""

from dataclasses import dataclass

from nb2prod.analysis.tables.types_estimators import (
    METRIC_FUNCTIONS,
    SPARSE_TRANSFORMERS,
    UNTYPED_TRANSFORMERS,
)
from nb2prod.suggest.model import Act, Value


@dataclass(frozen=True, slots=True)
class Row:
    """What a call of anything below ``name`` does, and what it gives.

    Without an act a call tells nothing by itself; what is made of the value does. ``composite``
    is a model if one of its parts is, otherwise a transformer. ``general``: the library is used
    in all stages, so that the call tells little.
    """

    name: str
    act: Act | None
    value: Value | None = None
    composite: bool = False
    general: bool = False


def _general(act: Act, value: Value, *names: str) -> tuple[Row, ...]:
    return tuple(Row(name, act, value, general=True) for name in names)


def _rows(act: Act | None, value: Value | None, *names: str) -> tuple[Row, ...]:
    return tuple(Row(name, act, value) for name in names)


# fmt: off

_SKLEARN = (
    *_rows(Act.BUILD, Value.MODEL,
        "sklearn.linear_model", "sklearn.ensemble", "sklearn.tree", "sklearn.svm",
        "sklearn.neighbors", "sklearn.naive_bayes", "sklearn.neural_network",
        "sklearn.gaussian_process", "sklearn.discriminant_analysis", "sklearn.cluster",
        "sklearn.mixture", "sklearn.isotonic", "sklearn.semi_supervised", "sklearn.kernel_ridge",
        "sklearn.multiclass", "sklearn.multioutput", "sklearn.calibration", "sklearn.covariance",
        "sklearn.dummy", "sklearn.cross_decomposition", "sklearn.decomposition.NMF",
        "sklearn.decomposition.LatentDirichletAllocation",
        "sklearn.model_selection.GridSearchCV", "sklearn.model_selection.RandomizedSearchCV",
        "sklearn.model_selection.HalvingGridSearchCV",
        "sklearn.model_selection.HalvingRandomSearchCV", "sklearn.grid_search"),
    *_rows(None, Value.TRANSFORMER,
        "sklearn.preprocessing", "sklearn.impute", "sklearn.feature_extraction",
        "sklearn.feature_selection", "sklearn.decomposition", "sklearn.random_projection",
        "sklearn.kernel_approximation", "sklearn.manifold", "category_encoders",
        "imblearn.over_sampling", "imblearn.under_sampling", "imblearn.combine",
        "feature_engine", "mlxtend.preprocessing", "sklearn_pandas"),
    Row("sklearn.pipeline", None, Value.TRANSFORMER, composite=True),
    Row("sklearn.compose", None, Value.TRANSFORMER, composite=True),
    Row("imblearn.pipeline", None, Value.TRANSFORMER, composite=True),
    *_rows(Act.PREPARE, Value.DATA,
        "sklearn.model_selection.train_test_split", "sklearn.cross_validation.train_test_split",
        "sklearn.preprocessing.scale", "sklearn.preprocessing.normalize", "sklearn.utils.resample",
        "sklearn.utils.shuffle", "sklearn.preprocessing.label_binarize",
        "sklearn.feature_selection.chi2", "sklearn.feature_selection.mutual_info_classif",
        "sklearn.feature_selection.f_classif", "sklearn.feature_selection.f_regression"),
    *_rows(None, None, "sklearn.model_selection", "sklearn.metrics.make_scorer", "sklearn.utils",
        "sklearn.base.clone"),
    *_rows(Act.LOAD, Value.DATA, "sklearn.datasets"),
    *_rows(Act.MEASURE, Value.RESULT,
        "sklearn.metrics", "sklearn.inspection", "sklearn.model_selection.cross_val_score",
        "sklearn.model_selection.cross_validate", "sklearn.model_selection.learning_curve",
        "sklearn.model_selection.validation_curve", "sklearn.cross_validation.cross_val_score",
        "sklearn.model_selection.permutation_test_score", "sklearn.tree.plot_tree",
        "sklearn.tree.export_text", "sklearn.tree.export_graphviz", "sklearn.learning_curve"),
    *_rows(Act.PREDICT, Value.PREDICTION,
        "sklearn.model_selection.cross_val_predict", "sklearn.metrics.pairwise_distances_argmin"),
    # The similarity of all items to all others is what a content-based recommender learns.
    *_rows(Act.FIT, Value.MODEL,
        "sklearn.metrics.pairwise", "sklearn.metrics.pairwise_distances", "sklearn.cluster.k_means",
        "sklearn.cluster.dbscan"),
)
_BOOSTING = (
    *_rows(Act.BUILD, Value.MODEL, "xgboost", "lightgbm", "catboost", "ngboost"),
    *_rows(Act.FIT, Value.MODEL, "xgboost.train", "lightgbm.train", "catboost.train"),
    *_rows(Act.MEASURE, Value.RESULT, "xgboost.cv", "lightgbm.cv", "catboost.cv"),
    *_rows(None, Value.STREAM, "xgboost.DMatrix", "lightgbm.Dataset", "catboost.Pool",
        "xgboost.QuantileDMatrix"),
    *_rows(Act.MEASURE, None, "xgboost.plot_importance", "xgboost.plot_tree", "xgboost.to_graphviz",
        "lightgbm.plot_importance", "lightgbm.plot_metric", "lightgbm.plot_tree"),
    *_rows(None, None, "lightgbm.early_stopping", "lightgbm.log_evaluation"),
)
_KERAS = tuple(
    row for root in ("keras", "tensorflow.keras", "tensorflow.python.keras", "tf_keras")
    for row in (
        *_rows(Act.BUILD, Value.MODEL, root),
        *_rows(Act.LOAD, Value.DATA, f"{root}.datasets"),
        *_rows(Act.PREPARE, Value.DATA, f"{root}.preprocessing", f"{root}.utils.to_categorical",
            f"{root}.utils.normalize", f"{root}.utils.pad_sequences", f"{root}.utils.get_file",
            f"{root}.utils.np_utils", f"{root}.applications.imagenet_utils"),
        *_rows(None, Value.TRANSFORMER, f"{root}.preprocessing.text.Tokenizer",
            f"{root}.layers.Normalization", f"{root}.layers.TextVectorization",
            f"{root}.layers.StringLookup"),
        *_rows(None, Value.STREAM, f"{root}.preprocessing.image.ImageDataGenerator",
            f"{root}.preprocessing.image_dataset_from_directory",
            f"{root}.utils.image_dataset_from_directory",
            f"{root}.preprocessing.text_dataset_from_directory",
            f"{root}.utils.text_dataset_from_directory",
            f"{root}.preprocessing.sequence.TimeseriesGenerator"),
        *_rows(Act.RESTORE, Value.MODEL, f"{root}.models.load_model", f"{root}.saving.load_model"),
        *_rows(Act.INSPECT, None, f"{root}.utils.plot_model"),
        *_rows(Act.SETTING, None, f"{root}.backend", f"{root}.utils.set_random_seed"),
        *_rows(Act.MEASURE, Value.RESULT, f"{root}.metrics"),
    )
)
_TENSORFLOW = (
    *_general(Act.PREPARE, Value.DATA, "tensorflow"),
    *_rows(None, Value.STREAM, "tensorflow.data"),
    *_rows(Act.BUILD, Value.MODEL, "tensorflow.nn", "tensorflow.Variable", "tensorflow.layers",
        "tensorflow.placeholder", "tensorflow.train", "tensorflow.estimator", "tensorflow_hub",
        "tensorflow.losses", "tensorflow.optimizers"),
    *_rows(Act.FIT, None, "tensorflow.GradientTape"),
    *_rows(Act.LOAD, Value.DATA, "tensorflow_datasets", "tensorflow.io.read_file"),
    *_rows(Act.SETTING, None, "tensorflow.random.set_seed", "tensorflow.set_random_seed",
        "tensorflow.config", "tensorflow.get_logger", "tensorflow.compat.v1.logging"),
)
_TORCH = (
    *_general(Act.PREPARE, Value.DATA, "torch"),
    *_rows(Act.BUILD, Value.MODEL, "torch.nn", "torch.optim", "torchvision.models", "torch.hub",
        "pytorch_lightning", "lightning", "timm", "torch_geometric.nn", "skorch", "torchtext.nn"),
    *_rows(Act.PREPARE, Value.DATA, "torch.utils.data", "torchvision.transforms",
        "torchtext", "torch.nn.utils.rnn", "torch_geometric.data", "albumentations",
        "torch.nn.functional.one_hot"),
    *_rows(Act.LOAD, Value.DATA, "torchvision.datasets", "torchaudio.datasets",
        "torchtext.datasets", "torch_geometric.datasets", "torchvision.io"),
    *_rows(None, None, "torch.device", "torch.cuda", "torch.backends", "torch.no_grad",
        "torch.nn.functional", "torch.argmax", "torch.max", "torch.sigmoid", "torch.softmax",
        "torch.round", "torch.sum", "torch.mean", "torch.sqrt", "torch.exp", "torch.inference_mode",
        "torch.set_grad_enabled", "torchvision.utils.make_grid"),
    *_rows(Act.SETTING, None, "torch.manual_seed", "torch.cuda.manual_seed",
        "torch.cuda.manual_seed_all", "torch.set_default_dtype", "torch.set_printoptions"),
    *_rows(Act.MEASURE, Value.RESULT, "torchmetrics", "torchinfo", "torchsummary"),
    *_rows(Act.INSPECT, None, "torchsummary.summary", "torchinfo.summary"),
    *_rows(Act.FIT, None, "torch.autograd"),
)
_LANGUAGE = (
    *_rows(Act.BUILD, Value.MODEL, "transformers", "sentence_transformers", "peft", "trl"),
    *_rows(Act.PREPARE, Value.TRANSFORMER, "transformers.AutoTokenizer",
        "transformers.BertTokenizer", "transformers.BertTokenizerFast",
        "transformers.DistilBertTokenizer", "transformers.DistilBertTokenizerFast",
        "transformers.GPT2Tokenizer", "transformers.RobertaTokenizer", "transformers.T5Tokenizer",
        "transformers.AutoImageProcessor", "transformers.AutoFeatureExtractor",
        "transformers.AutoProcessor"),
    *_rows(Act.RESTORE, Value.MODEL, "transformers.pipeline"),
    *_rows(Act.SETTING, None, "transformers.set_seed", "transformers.logging"),
    *_rows(None, None, "transformers.DataCollatorWithPadding"),
    *_rows(Act.LOAD, Value.DATA, "datasets"),
    *_rows(Act.MEASURE, Value.RESULT, "evaluate", "seqeval", "sacrebleu", "rouge_score",
        "nltk.translate"),
    *_rows(Act.PREPARE, Value.DATA, "nltk", "spacy", "re", "string", "unicodedata", "bs4",
        "contractions", "textblob", "emoji", "unidecode", "gensim.corpora", "gensim.parsing",
        "gensim.utils", "jieba", "langdetect", "html"),
    *_rows(Act.LOAD, Value.DATA, "nltk.corpus", "gensim.downloader"),
    *_rows(None, Value.TRANSFORMER, "gensim.models.TfidfModel", "gensim.models.Phrases",
        "gensim.models.phrases"),
    *_rows(Act.FIT, Value.MODEL, "gensim.models"),
    *_rows(Act.MEASURE, Value.RESULT, "gensim.models.CoherenceModel",
        "gensim.models.coherencemodel"),
    *_rows(Act.MEASURE, None, "pyLDAvis"),
)
_SERIES = (
    *_rows(Act.BUILD, Value.MODEL, "statsmodels", "prophet", "fbprophet", "pmdarima",
        "neuralprophet", "arch", "pykalman", "darts.models", "sktime.forecasting",
        "sktime.classification", "statsforecast"),
    *_rows(Act.FIT, Value.MODEL, "pmdarima.auto_arima"),
    *_rows(Act.INSPECT, None, "statsmodels.tsa.stattools", "statsmodels.tsa.seasonal",
        "statsmodels.stats", "statsmodels.graphics"),
    *_rows(Act.PREPARE, Value.DATA, "statsmodels.api.add_constant", "statsmodels.tools",
        "darts.TimeSeries", "darts.dataprocessing", "sktime.transformations", "tsfresh"),
    *_rows(Act.LOAD, Value.DATA, "statsmodels.api.datasets", "statsmodels.datasets",
        "pandas_datareader", "yfinance", "darts.datasets", "sktime.datasets", "quandl"),
    *_rows(Act.MEASURE, Value.RESULT, "prophet.diagnostics", "fbprophet.diagnostics",
        "darts.metrics", "sktime.performance_metrics", "statsmodels.tools.eval_measures"),
    *_rows(Act.PLOT, None, "statsmodels.graphics", "statsmodels.api.graphics",
        "statsmodels.api.qqplot", "prophet.plot", "fbprophet.plot"),
)
_RECOMMENDERS = (
    *_rows(Act.BUILD, Value.MODEL, "surprise", "implicit", "lightfm", "recommenders", "cornac"),
    *_rows(None, Value.DATA, "surprise.Reader", "surprise.Dataset"),
    *_rows(Act.LOAD, Value.DATA, "surprise.Dataset.load_builtin",
        "surprise.Dataset.load_from_file", "lightfm.datasets"),
    *_rows(Act.PREPARE, Value.DATA, "surprise.Dataset.load_from_df",
        "surprise.model_selection.train_test_split", "lightfm.data", "implicit.nearest_neighbours",
        "lightfm.cross_validation", "implicit.evaluation.train_test_split",
        "recommenders.datasets"),
    *_rows(Act.MEASURE, Value.RESULT, "surprise.accuracy", "lightfm.evaluation",
        "surprise.model_selection.cross_validate", "implicit.evaluation",
        "recommenders.evaluation"),
    *_rows(Act.BUILD, Value.MODEL, "implicit.nearest_neighbours.CosineRecommender"),
)
_OTHER_MODELS = (
    *_rows(Act.BUILD, Value.MODEL, "lifelines", "hdbscan", "umap.ParametricUMAP", "pyod", "optuna",
        "hmmlearn", "pomegranate", "fastai", "h2o", "tpot", "autosklearn", "kmodes", "minisom",
        "skopt", "pyspark.ml", "cuml", "flaml", "pymc", "pymc3", "yellowbrick.base", "econml",
        "interpret", "auto_ml", "autogluon", "pygam", "sklearn_extra", "sksurv", "ray.tune"),
    *_rows(Act.LOAD, Value.DATA, "lifelines.datasets", "fastai.vision.all.untar_data",
        "fastai.data.external", "fastai.vision.all.get_image_files", "h2o.import_file"),
    *_rows(Act.PREPARE, Value.DATA, "fastai.vision.all.DataBlock", "fastai.vision.all.Resize",
        "fastai.vision.all.ImageDataLoaders", "fastai.tabular.all.TabularDataLoaders",
        "fastai.tabular.all.TabularPandas", "fastai.text.all.TextDataLoaders",
        "pycaret.classification.setup", "pycaret.regression.setup"),
    *_rows(None, Value.TRANSFORMER, "umap", "pyspark.ml.feature", "cuml.preprocessing"),
    *_rows(Act.FIT, Value.MODEL, "hyperopt.fmin", "scipy.optimize", "scipy.cluster",
        "mlxtend.frequent_patterns.apriori", "mlxtend.frequent_patterns.fpgrowth",
        "mlxtend.frequent_patterns.association_rules", "numpy.polyfit", "numpy.linalg.lstsq",
        "numpy.polynomial.Polynomial.fit", "scipy.stats.linregress", "pymc.sample",
        "pycaret.classification.compare_models", "pycaret.classification.create_model",
        "pycaret.classification.tune_model", "pycaret.regression.compare_models",
        "pycaret.regression.create_model", "pycaret.regression.tune_model"),
    *_rows(Act.PREDICT, Value.PREDICTION, "scipy.cluster.hierarchy.fcluster", "numpy.polyval",
        "pycaret.classification.predict_model", "pycaret.regression.predict_model"),
    *_rows(Act.MEASURE, Value.RESULT, "lifelines.utils", "lifelines.statistics", "shap", "lime",
        "eli5", "yellowbrick", "scikitplot", "pyspark.ml.evaluation", "dtreeviz", "alibi",
        "fastai.interpret", "fastai.vision.all.ClassificationInterpretation", "mlxtend.evaluate",
        "scipy.cluster.hierarchy.dendrogram", "scipy.cluster.hierarchy.cophenet",
        "mlxtend.plotting", "pdpbox", "fairlearn.metrics", "optuna.visualization",
        "pycaret.classification.plot_model", "pycaret.classification.evaluate_model",
        "imblearn.metrics"),
    *_rows(None, None, "hyperopt", "mlflow", "wandb", "optuna.samplers", "optuna.logging"),
    *_rows(Act.SETTING, None, "shap.initjs", "mlflow.set_experiment", "mlflow.autolog",
        "mlflow.set_tracking_uri", "optuna.logging.set_verbosity"),
)
_DATA = (
    *_rows(Act.PREPARE, Value.DATA, "scipy.sparse", "skimage", "cv2", "PIL", "librosa", "networkx",
        "geopandas", "pyspark.sql", "pandas.get_dummies", "pandas.cut", "pandas.qcut",
        "pandas.to_datetime", "pandas.to_numeric", "pandas.merge", "pandas.factorize"),
    *_general(Act.PREPARE, Value.DATA, "pandas", "polars", "dask.dataframe", "modin.pandas", "cudf",
        "numpy"),
    *_rows(None, None, "numpy.sqrt", "numpy.mean", "numpy.argmax", "numpy.round", "numpy.exp",
        "numpy.expm1", "numpy.abs", "numpy.sum", "numpy.rint", "numpy.where", "numpy.linspace",
        "numpy.arange", "numpy.meshgrid", "numpy.clip", "numpy.std", "numpy.argsort",
        "numpy.max", "numpy.min", "numpy.linalg.norm", "numpy.random.choice", "numpy.unique",
        "numpy.zeros", "numpy.ones", "numpy.random.randn", "numpy.random.rand",
        "numpy.random.normal",
        "numpy.random.RandomState",
        "numpy.random.default_rng", "numpy.logspace", "numpy.empty", "numpy.zeros_like",
        "numpy.random.randint", "numpy.random.uniform", "numpy.arange", "numpy.median",
        "numpy.sort", "numpy.triu", "numpy.ones_like", "numpy.corrcoef"),
    *_rows(Act.LOAD, Value.DATA, *(
        f"{root}.{name}" for root in ("pandas", "polars", "dask.dataframe", "modin.pandas", "cudf")
        for name in ("read_csv", "read_excel", "read_json", "read_parquet", "read_sql",
            "read_sql_query", "read_sql_table", "read_table", "read_html", "read_feather",
            "read_hdf", "read_pickle", "read_fwf", "read_gbq", "read_stata", "read_sas",
            "scan_csv", "scan_parquet", "read_orc", "read_xml", "read_clipboard", "HDFStore")),
        "numpy.load", "numpy.loadtxt", "numpy.genfromtxt", "numpy.fromfile", "scipy.io.loadmat",
        "seaborn.load_dataset", "geopandas.read_file", "cv2.imread", "PIL.Image.open",
        "librosa.load", "skimage.io.imread", "skimage.data", "matplotlib.image.imread",
        "matplotlib.pyplot.imread", "sqlite3.connect", "sqlalchemy.create_engine", "requests.get",
        "urllib.request", "zipfile.ZipFile", "tarfile.open", "glob", "os.listdir", "os.walk",
        "json.load", "json.loads", "csv.reader", "csv.DictReader", "kaggle", "kagglehub",
        "google.cloud.bigquery", "gzip.open", "h5py.File", "vega_datasets", "opendatasets",
        "plotly.data", "plotly.express.data", "ucimlrepo", "tarfile", "pydataset", "open",
        "networkx.read_edgelist", "wget.download", "gdown"),
    *_rows(Act.SETTING, None, "pandas.set_option", "pandas.options", "numpy.set_printoptions",
        "numpy.random.seed", "random.seed", "warnings", "seaborn.set", "seaborn.set_style",
        "seaborn.set_theme", "seaborn.set_palette", "seaborn.set_context", "matplotlib.rc",
        "matplotlib.pyplot.rc", "matplotlib.pyplot.style", "matplotlib.style", "matplotlib.use",
        "matplotlib.rcParams", "matplotlib.pyplot.rcParams", "logging", "nltk.download",
        "matplotlib.pyplot.ion", "matplotlib.pyplot.ioff", "plotly.offline.init_notebook_mode",
        "plotly.io.templates", "numpy.seterr", "tqdm.tqdm.pandas", "tqdm.pandas", "sys.path",
        "os.environ", "os.chdir", "os.makedirs", "os.mkdir", "pathlib.Path.mkdir",
        "cufflinks.go_offline", "google.colab.drive", "sklearn.set_config", "dotenv.load_dotenv",
        "pandas.plotting.register_matplotlib_converters", "getpass", "IPython.get_ipython",
        "seaborn.color_palette", "pandas.options.display"),
    *_rows(Act.INSPECT, None, "pandas.crosstab", "IPython.display", "pprint", "missingno",
        "tabulate", "scipy.stats", "ydata_profiling", "pandas_profiling", "sweetviz",
        "pivottablejs",
        "numpy.shape", "collections.Counter", "dataprep.eda", "watermark"),
    *_rows(Act.PREPARE, Value.DATA, "scipy.stats.zscore", "scipy.stats.boxcox",
        "scipy.stats.mode", "scipy.special.boxcox1p"),
    *_rows(Act.PLOT, None, "matplotlib", "seaborn", "plotly", "bokeh", "altair", "wordcloud",
        "folium", "graphviz", "pydotplus", "holoviews", "hvplot", "pandas.plotting", "ggplot",
        "plotnine", "mpl_toolkits", "networkx.draw", "pygal", "squarify", "ptitprince",
        "cufflinks", "librosa.display", "missingno.matrix", "missingno.bar", "missingno.heatmap",
        "joypy", "mplfinance", "torchvision.utils.make_grid"),
    *_rows(Act.SAVE, None, "joblib.dump", "pickle.dump", "cloudpickle.dump", "dill.dump",
        "torch.save", "json.dump", "yaml.dump", "yaml.safe_dump", "numpy.save", "numpy.savez",
        "numpy.savez_compressed", "numpy.savetxt", "scipy.sparse.save_npz",
        "sklearn.externals.joblib.dump", "mlflow.sklearn.log_model", "mlflow.log_artifact",
        "scipy.io.savemat", "tensorflow.saved_model.save", "cv2.imwrite", "csv.writer"),
    *_rows(Act.MEASURE, Value.RESULT, "mlflow.log_metric", "mlflow.log_metrics"),
)
# A model or data, as the name that it is bound to says.
UNPICKLERS: frozenset[str] = frozenset({
    "joblib.load", "pickle.load", "pickle.loads", "cloudpickle.load", "dill.load", "torch.load",
    "sklearn.externals.joblib.load", "pandas.read_pickle", "skops.io.load",
})

CROSS_VALIDATION: frozenset[str] = frozenset({
    "sklearn.model_selection.cross_val_score", "sklearn.model_selection.cross_validate",
    "sklearn.model_selection.cross_val_predict", "sklearn.cross_validation.cross_val_score",
    "xgboost.cv", "lightgbm.cv", "catboost.cv",
})
"""They fit and score what has not been fitted, so that candidates are compared by them."""

_UNPICKLED = _rows(Act.RESTORE, None, *sorted(UNPICKLERS))

ROWS: tuple[Row, ...] = (
    *_SKLEARN, *_BOOSTING, *_KERAS, *_TENSORFLOW, *_TORCH, *_LANGUAGE, *_SERIES, *_RECOMMENDERS,
    *_OTHER_MODELS, *_DATA, *_UNPICKLED,
)
# fmt: on
_TOLD_APART = (
    {row.name for row in ROWS} | METRIC_FUNCTIONS | SPARSE_TRANSFORMERS | (UNTYPED_TRANSFORMERS)
)  # fmt: skip
_BY_NAME = {row.name: row for row in ROWS}


def row_of(qualified: str) -> Row | None:
    """The row with the longest name that `qualified` is or lies below."""
    while qualified:
        if row := _BY_NAME.get(qualified):
            return row
        qualified = qualified.rpartition(".")[0]
    return None


def star_name(name: str, modules: tuple[str, ...]) -> str | None:
    """The qualified name of what one of the star-imported modules is likely to have bound."""
    for module in modules:
        if f"{module}.{name}" in _TOLD_APART:
            return f"{module}.{name}"
    if name.endswith(("Classifier", "Regressor")):
        built = (m for m in modules if (row := row_of(m)) and row.act is Act.BUILD)
        return next((f"{module}.{name}" for module in built), None)
    return None
