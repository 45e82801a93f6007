"""Libraries of which little is known."""

from nb2prod.knowledge.schema import Library

LIBRARIES = (
    Library(name="absl", distribution="absl-py"),
    Library(name="attr", distribution="attrs"),
    Library(name="Bio", distribution="biopython"),
    Library(name="calplot", figures="."),
    Library(name="community", distribution="python-louvain"),
    Library(name="Crypto", distribution="pycryptodome"),
    Library(name="dash", own_canvas=True),
    Library(name="dateutil", distribution="python-dateutil", pure="."),
    Library(name="fitz", distribution="PyMuPDF"),
    Library(name="flax", networks=True),
    Library(name="git", distribution="GitPython"),
    Library(name="janitor", extends={"pandas": "."}),
    Library(name="jwt", distribution="PyJWT"),
    Library(name="kneed", distribution="kneed"),
    Library(name="leafmap", own_canvas=True),
    Library(name="Levenshtein", distribution="python-Levenshtein"),
    Library(name="magic", distribution="python-magic"),
    Library(name="matplotlib_venn", figures="."),
    Library(name="mglearn", figures="discrete_scatter tools.heatmap"),
    Library(name="msgpack", conda="msgpack-python"),
    Library(name="MySQLdb", distribution="mysqlclient"),
    Library(name="OpenSSL", distribution="pyOpenSSL"),
    Library(name="optax", hyperparameters="."),
    Library(name="panel", own_canvas=True),
    Library(name="pkg_resources", distribution="setuptools"),
    Library(name="pptx", distribution="python-pptx"),
    Library(name="prettytable", pure="."),
    Library(
        name="psycopg2",
        distribution="psycopg2-binary",
        returns={"psycopg2.extensions.connection": "connect"},
        enters_itself="extensions.connection",
        unsavable={"a database connection": "extensions.connection"},
    ),
    Library(name="pydeck", own_canvas=True),
    Library(name="pyecharts", own_canvas=True),
    Library(name="pylab", distribution="matplotlib"),
    Library(name="pytz", pure="."),
    Library(name="scienceplots", extends={"matplotlib": "."}),
    Library(name="serial", distribution="pyserial"),
    Library(name="slugify", distribution="python-slugify"),
    Library(name="streamlit", own_canvas=True),
    Library(name="swifter", extends={"pandas": "."}, accessors="swifter"),
    Library(name="talib", distribution="TA-Lib"),
    Library(name="tensorflow_text", extends={"tensorflow": "."}),
    Library(
        name="jax",
        returns={
            "jax.Array": """numpy.abs numpy.arange numpy.array numpy.asarray numpy.concatenate
                numpy.cos numpy.dot numpy.exp numpy.eye numpy.full numpy.hstack numpy.linspace
                numpy.linalg.inv numpy.log numpy.matmul numpy.maximum numpy.mean numpy.minimum
                numpy.ones numpy.ones_like numpy.reshape numpy.sin numpy.sqrt numpy.square
                numpy.squeeze numpy.stack numpy.sum numpy.tanh numpy.transpose numpy.vstack
                numpy.where numpy.zeros numpy.zeros_like random.PRNGKey random.normal
                random.uniform"""
        },
        immutable="Array",
    ),
    Library(
        name="snorkel",
        classes=True,
        returns={"numpy.ndarray": "utils.probs_to_preds preds_to_probs"},
        methods={
            "snorkel.labeling.PandasLFApplier": {"numpy.ndarray": "apply"},
            "snorkel.labeling.model.LabelModel": {"numpy.ndarray": "predict_proba"},
        },
    ),
    Library(name="upsetplot", figures="."),
    Library(name="wx", distribution="wxPython"),
    Library(name="zmq", distribution="pyzmq"),
    Library(
        name="",
        known="""allennlp annoy anthropic arviz azure azureml bayes_opt bentoml bertopic boto3
            botocore captum cartopy causalml chainer cmdstanpy colorama cvxpy deap delta detectron2
            diffusers edward evidently fastcore fastparquet featuretools filelock fire flair flask
            ftfy fuzzywuzzy geopy gluonts gym gymnasium haversine holidays ipywidgets jaxlib
            keras_cv keras_nlp keras_preprocessing keras_tuner kerastuner langchain lazypredict
            markdown neptune numba numexpr openai papermill phik polyglot psutil pycountry pydantic
            pydot pyforest pymongo pymysql pytesseract pytorch_tabnet pywt rdkit redis regex rich
            scrapy selenium shapely simplejson skfuzzy snowflake stable_baselines3 stumpy sympy
            tensorboard tensorflow_addons tensorflow_probability tflearn theano thop tiktoken
            treeinterpreter tweepy typer ujson vaderSentiment verstack visualkeras wikipedia xlrd
            xlsxwriter""",
    ),
)
