"""Which distributions a package needs."""

from dataclasses import replace

import pytest

from nb2prod.emit.dependencies import dependencies, unknown_modules, without_version
from nb2prod.plan.model import Pipeline

EMPTY = Pipeline("pkg", "pkg", ())


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("import sklearn.svm, numpy as np", ["numpy", "scikit-learn"]),
        ("def f():\n    import torch", ["torch"]),
        ('"""\nimport nothing\nfrom the text\n"""', []),
        ("from google.cloud import bigquery, storage",
         ["google-cloud-bigquery", "google-cloud-storage"]),
        ("from google.cloud.bigquery import Client", ["google-cloud-bigquery"]),
        ("import pandas as pd\nt.to_parquet(p)\npd.read_excel(q)",
         ["openpyxl", "pandas>=2", "pyarrow"]),
        ("import polars as pl\npl.read_parquet(p).to_excel(q)", ["polars"]),
        ("import pandas as pd\nother.read_parquet(p)", ["pandas>=2"]),
        ("from pyspark.sql import SparkSession\nprint(df.toPandas())", ["pandas>=2", "pyspark"]),
        ("from other import x\nprint(df.toPandas())", []),
        ("from keras.models import Sequential", ["keras", "tensorflow"]),
        ("import keras, torch", ["keras", "torch"]),
        ("import json\nfrom pkg.tables import a\nfrom . import b", []),
    ],
)  # fmt: skip
def test_dependencies(code: str, expected: list[str]) -> None:
    assert dependencies(EMPTY, {"pkg/train.py": code, "tests/x.py": "import pytest"}) == expected


def test_what_the_formatter_takes_away_is_not_needed() -> None:
    code = "import json, joblib\nimport matplotlib.pyplot as plt\nimport numpy as np\nnp.save, json"
    assert dependencies(EMPTY, {"pkg/storage.py": code}) == ["numpy"]
    assert dependencies(EMPTY, {"pkg/own.py": code}) == ["joblib", "matplotlib", "numpy"]


def test_versions_that_the_notebook_asks_for_go_before_pinned_ones() -> None:
    pipeline = replace(
        EMPTY,
        requirements=("pandas<3", "lightgbm", "skops[extra]"),
        installed=(("lightgbm", "4.1"), ("numpy", "2.0"), ("pandas", "3.0"), ("skops", "1.0")),
        providers=(("mine", "their-own"),),
    )
    assert dependencies(pipeline, {"pkg/a.py": "import pandas, numpy, mine"}) == [
        "lightgbm==4.1", "numpy==2.0", "pandas<3", "skops[extra]==1.0", "their-own",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("code", "installs", "needed"),
    [
        ("import cv2", ["opencv-python-headless"], ["opencv-python-headless"]),
        ("import cv2", ["opencv-python", "opencv-contrib-python"],
         ["opencv-contrib-python", "opencv-python"]),
        ("import tensorflow", ["tensorflow-cpu==2.16"], ["tensorflow-cpu==2.16"]),
        ("import faiss", ["faiss-gpu"], ["faiss-gpu"]),
        ("from functional import seq", ["pyfunctional==1.5.0"], ["pyfunctional==1.5.0"]),
        ("import helpers", [], []),
        ("import typer, pandas", [], ["pandas>=2", "typer>=0.23"]),
        ("import pandas", ["pandas==1.5.3"], ["pandas==1.5.3"]),
        ("import pandas", ["pandas[excel]"], ["pandas[excel]>=2"]),
    ],
)  # fmt: skip
def test_what_the_notebook_installs(code: str, installs: list[str], needed: list[str]) -> None:
    pipeline = replace(EMPTY, requirements=tuple(installs))
    assert dependencies(pipeline, {"pkg/train.py": code}) == needed


@pytest.mark.parametrize(
    ("code", "installs", "unknown"),
    [
        ("import helpers", [], ["helpers"]),
        ("from src.plots import p\nimport numpy, json", [], ["src"]),
        ("from functional import seq", ["pyfunctional==1.5.0"], []),
        ("from functional import seq", ["pandas"], ["functional"]),
        ("import helpers", ["openpyxl", "scikit-learn"], ["helpers"]),
        ("import odd_name", ["odd-name @ git+https://example.org/odd.git"], []),
        ("import short", ["a-long-story"], []),
        ("import short, pkg_a", ["a-long-story", "pkg-a"], []),
        ("import functional, helpers", ["pyfunctional"], ["helpers"]),
        ("import torch\nimport helpers", ["torch", "torchvision"], ["helpers"]),
        ("import pkg.helpers\nfrom . import other", [], []),
    ],
)  # fmt: skip
def test_unknown_modules(code: str, installs: list[str], unknown: list[str]) -> None:
    pipeline = replace(EMPTY, requirements=tuple(installs))
    assert unknown_modules(pipeline, {"pkg/train.py": code}) == unknown


def test_without_version() -> None:
    asked = ("scipy==1.11", "lightgbm")
    pipeline = replace(EMPTY, requirements=asked, installed=(("typer", "0.20"),))
    files = {"pkg/a.py": "import pandas, typer, scipy, lightgbm"}
    assert without_version(pipeline, files) == ["lightgbm", "pandas"]
