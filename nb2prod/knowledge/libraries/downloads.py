"""Downloads and data sets."""

from nb2prod.knowledge.schema import KEYWORD_ONLY, Library, Mode, Path

LIBRARIES = (
    Library(
        name="dotenv",
        distribution="python-dotenv",
        reads=(
            Path("load_dotenv", 0, "dotenv_path", "bool"),
            Path("dotenv_values", 0, "dotenv_path", "dict"),
        ),
        settings="load_dotenv",
        sets_up="load_dotenv",
    ),
    Library(name="fsspec", opens=(Path("open", 0, "urlpath", mode=Mode(default="rb")),)),
    Library(
        name="gdown",
        writes=(Path("download", 1, "output"), Path("cached_download", 1, "path", "str")),
        writes_folders=(Path("download_folder", KEYWORD_ONLY, "output", "list", unpacks=True),),
        loads=".",
    ),
    Library(
        name="huggingface_hub",
        writes_folders=(
            Path(
                "hf_hub_download snapshot_download", KEYWORD_ONLY, "local_dir", "str", unpacks=True
            ),
        ),
        settings="login",
    ),
    Library(
        name="kaggle",
        writes_folders=(
            Path(
                "api.dataset_download_files api.competition_download_files", 1, "path", unpacks=True
            ),
        ),
        loads=".",
    ),
    Library(name="kagglehub", loads="."),
    Library(name="opendatasets", loads="."),
    Library(
        name="pandas_datareader",
        distribution="pandas-datareader",
        returns={"pandas.DataFrame": "data.get_data_yahoo get_data_yahoo"},
        loads=".",
    ),
    Library(name="pydataset", loads="."),
    Library(
        name="pytrends",
        methods={
            "pytrends.request.TrendReq": {
                "pandas.DataFrame": """interest_by_region interest_over_time today_searches
                    top_charts trending_searches"""
            }
        },
        classes=True,
    ),
    Library(name="quandl", loads="."),
    Library(name="requests", returns={"requests.Response": "get post"}, pure=".", loads="get"),
    Library(name="smart_open", opens=(Path("open", 0, "uri", mode=Mode()),)),
    Library(
        name="tensorflow_datasets",
        distribution="tensorflow-datasets",
        writes_folders=(Path("load", KEYWORD_ONLY, "data_dir"),),
        loads=".",
    ),
    Library(name="ucimlrepo", loads="."),
    Library(name="vega_datasets", loads="."),
    Library(
        name="wget", writes=(Path("download", 1, "out", "str"),), text_paths=".", loads="download"
    ),
    Library(
        name="yfinance",
        returns={"pandas.DataFrame": "download"},
        methods={"yfinance.Ticker": {"pandas.DataFrame": "history"}},
        classes=True,
        loads=".",
    ),
)
