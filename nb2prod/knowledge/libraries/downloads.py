"""Downloads, and data sets that are fetched."""

from nb2prod.knowledge.schema import KEYWORD_ONLY, Act, Library, Mode, Path, Value

LIBRARIES = (
    Library(
        name="dotenv",
        distribution="python-dotenv",
        reads=(
            Path("load_dotenv", 0, "dotenv_path", "bool"),
            Path("dotenv_values", 0, "dotenv_path", "dict"),
        ),
        settings="load_dotenv",
        stages={(Act.SETTING, None): "load_dotenv"},
    ),
    Library(
        name="fsspec",
        opens=(Path("open", 0, "urlpath", mode=Mode(default="rb")),),
    ),
    Library(
        name="gdown",
        writes=(
            Path("download", 1, "output"),
            Path("cached_download", 1, "path", "str"),
        ),
        writes_folders=(Path("download_folder", KEYWORD_ONLY, "output", "list", unpacks=True),),
        stages={(Act.LOAD, Value.DATA): "."},
    ),
    Library(
        name="huggingface_hub",
        writes_folders=(
            Path(
                "hf_hub_download snapshot_download",
                KEYWORD_ONLY,
                "local_dir",
                "str",
                unpacks=True,
            ),
        ),
        settings="login",
    ),
    Library(
        name="kaggle",
        writes_folders=(
            Path(
                "api.dataset_download_files api.competition_download_files",
                1,
                "path",
                unpacks=True,
            ),
        ),
        stages={(Act.LOAD, Value.DATA): "."},
    ),
    Library(name="kagglehub", stages={(Act.LOAD, Value.DATA): "."}),
    Library(name="opendatasets", stages={(Act.LOAD, Value.DATA): "."}),
    Library(
        name="pandas_datareader",
        distribution="pandas-datareader",
        returns={"pandas.DataFrame": "data.get_data_yahoo get_data_yahoo"},
        stages={(Act.LOAD, Value.DATA): "."},
    ),
    Library(name="pydataset", stages={(Act.LOAD, Value.DATA): "."}),
    Library(
        name="pytrends",
        methods={
            "pytrends.request.TrendReq": {
                "pandas.DataFrame": """interest_by_region interest_over_time today_searches
                    top_charts trending_searches""",
            }
        },
        classes=True,
    ),
    Library(name="quandl", stages={(Act.LOAD, Value.DATA): "."}),
    Library(
        name="requests",
        returns={"requests.Response": "get post"},
        pure=".",
        stages={(Act.LOAD, Value.DATA): "get"},
    ),
    Library(
        name="smart_open",
        opens=(Path("open", 0, "uri", mode=Mode()),),
    ),
    Library(
        name="tensorflow_datasets",
        distribution="tensorflow-datasets",
        writes_folders=(Path("load", KEYWORD_ONLY, "data_dir"),),
        stages={(Act.LOAD, Value.DATA): "."},
    ),
    Library(name="ucimlrepo", stages={(Act.LOAD, Value.DATA): "."}),
    Library(name="vega_datasets", stages={(Act.LOAD, Value.DATA): "."}),
    Library(
        name="wget",
        writes=(Path("download", 1, "out", "str"),),
        text_paths=".",
        stages={(Act.LOAD, Value.DATA): "download"},
    ),
    Library(
        name="yfinance",
        returns={"pandas.DataFrame": "download"},
        methods={"yfinance.Ticker": {"pandas.DataFrame": "history"}},
        classes=True,
        stages={(Act.LOAD, Value.DATA): "."},
    ),
)
