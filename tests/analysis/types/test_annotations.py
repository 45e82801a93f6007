"""Annotations: as a person would write them, and importable."""

import ast
import importlib
from operator import attrgetter

import pytest

from nb2prod.analysis.types.algebra import parsed
from nb2prod.analysis.types.annotations import annotation
from nb2prod.knowledge.import_tables import PUBLIC_NAMES, UNWRITTEN
from tests.support.known_types import ATTRIBUTE_TYPES, METHOD_RETURNS, RETURNS

PD = {"pandas": "pd"}

# type, what the notebook's imports bind, text, imports needed
ROWS = [
    ("?", {}, "Any", ["typing.Any"]),
    ("?", {"typing.Any": "Any"}, "Any", []),
    ("int", {}, "int", []),
    ("None", {}, "None", []),
    ("list", {}, "list", []),
    ("list[str]", {}, "list[str]", []),
    ("dict[str, int]", {}, "dict[str, int]", []),
    ("dict[str, ?]", {}, "dict[str, Any]", ["typing.Any"]),
    ("tuple", {}, "tuple", []),
    ("tuple[int, float]", {}, "tuple[int, float]", []),
    ("list[dict[str, list[int]]]", {}, "list[dict[str, list[int]]]", []),
    ("tuple[?, ?]", {}, "tuple[Any, Any]", ["typing.Any"]),
    ("pandas.DataFrame", PD, "pd.DataFrame", []),
    ("pandas.DataFrame", {}, "pd.DataFrame", ["pandas as pd"]),
    ("pandas.DataFrame", {"pandas": "pandas"}, "pandas.DataFrame", []),
    ("pandas.DataFrame", {"pandas.DataFrame": "DF"}, "DF", []),
    ("pandas.DataFrame", {"other": "pd"}, "DataFrame", ["pandas.DataFrame"]),
    ("list[pandas.Series]", PD, "list[pd.Series]", []),
    ("numpy.ndarray", {}, "np.ndarray", ["numpy as np"]),
    ("torch.Tensor", {}, "torch.Tensor", ["torch"]),
    ("scipy.sparse.csr_matrix", {}, "csr_matrix", ["scipy.sparse.csr_matrix"]),
    ("scipy.sparse.csr_matrix", {"scipy.sparse": "sp"}, "sp.csr_matrix", []),
    ("sklearn.ensemble.RandomForestClassifier", {}, "RandomForestClassifier",
     ["sklearn.ensemble.RandomForestClassifier"]),
    ("sklearn.ensemble.RandomForestClassifier",
     {"sklearn.ensemble.RandomForestClassifier": "RF"}, "RF", []),
    ("sklearn.svm.SVC", {"sklearn": "sklearn"}, "SVC", ["sklearn.svm.SVC"]),
    ("sklearn.svm.SVC", {"mine": "SVC"}, "SklearnSVC", ["sklearn.svm.SVC as SklearnSVC"]),
    ("sklearn.preprocessing.OneHotEncoder[numpy.ndarray]", {}, "OneHotEncoder",
     ["sklearn.preprocessing.OneHotEncoder"]),
    ("tensorflow.keras.Model", {"tensorflow": "tf"}, "tf.keras.Model", []),
    ("tensorflow.keras.Model", {"tensorflow.keras": "keras"}, "keras.Model", []),
    ("statsmodels.api.nonparametric.KDEUnivariate", {"statsmodels.api": "sm"},
     "sm.nonparametric.KDEUnivariate", []),
    ("statsmodels.api.tsa.ARIMA", {"statsmodels": "statsmodels",
     "statsmodels.api": "statsmodels.api"}, "statsmodels.api.tsa.ARIMA", []),
    ("list[torch.nn.modules.Linear]", {"torch.nn": "nn"}, "list[nn.modules.Linear]", []),
    ("tensorflow.keras.layers.Dense", {"tensorflow.keras": "keras"}, "keras.layers.Dense", []),
    ("statsmodels.api.nonparametric.KDEUnivariate", {"statsmodels.api": ""},
     "Any", ["typing.Any"]),
    ("lightgbm.LGBMClassifier", {"lightgbm": ""}, "lgb.LGBMClassifier", ["lightgbm as lgb"]),
    ("sklearn.svm.SVC", {"sklearn": "sklearn", "sklearn.svm": "sklearn.svm"},
     "sklearn.svm.SVC", []),
    ("typing.TextIO", {"typing": "t"}, "t.TextIO", []),
    ("pathlib.Path", {}, "Path", ["pathlib.Path"]),
    ("datetime.datetime", {"datetime": "dt"}, "dt.datetime", []),
    ("_io.TextIOWrapper", {}, "TextIO", ["typing.TextIO"]),
    ("notebook.Net", {}, "Net", []),
    ("list[notebook.Net]", {}, "list[Net]", []),
    ("pandas.DataFrame | numpy.ndarray", {"numpy": "np"}, "np.ndarray | pd.DataFrame",
     ["pandas as pd"]),
    ("None | int", {}, "int | None", []),
    ("numpy.ndarray | pandas.api.extensions.ExtensionArray", {"numpy": "np"}, "ArrayLike",
     ["numpy.typing.ArrayLike"]),
    ("None | numpy.ndarray | pandas.api.extensions.ExtensionArray", {}, "ArrayLike | None",
     ["numpy.typing.ArrayLike"]),
    ("bool | float | int", {}, "float", []),
    ("bool | str", {}, "bool | str", []),
    ("generator | int", {}, "Any", ["typing.Any"]),
    ("dict_items[tuple[str, int]]", {}, "Any", ["typing.Any"]),
    ("generator[int]", {}, "Any", ["typing.Any"]),
    ("pandas.core.indexing._LocIndexer", {}, "Any", ["typing.Any"]),
    ("pandas.core.groupby.DataFrameGroupBy", {}, "DataFrameGroupBy",
     ["pandas.api.typing.DataFrameGroupBy"]),
]  # fmt: skip


@pytest.mark.parametrize(("type_", "names", "text", "needed"), ROWS)
def test_annotation(type_: str, names: dict[str, str], text: str, needed: list[str]) -> None:
    found, imports = annotation(parsed(type_), names)
    assert found == text
    written = [
        (f"{module}.{name}" if name else module) + (f" as {asname}" if asname else "")
        for module, name, asname in imports
    ]
    assert written == needed


TYPES = sorted(
    {*RETURNS.values()}
    | {t for table in METHOD_RETURNS.values() for t in table.values()}
    | {t for table in ATTRIBUTE_TYPES.values() for t in table.values()}
)
INSTALLED = ("collections", "datetime", "matplotlib", "numpy", "pandas", "pathlib", "scipy",
             "seaborn", "sklearn", "re", "io", "typing", "itertools", "functools")  # fmt: skip


@pytest.mark.parametrize("name", [t for t in TYPES if t != "self"])
def test_every_type_of_the_tables_can_be_written(name: str) -> None:
    text, imports = annotation(parsed(name), {})
    ast.parse(text, mode="eval")
    for module, member, _ in imports:
        if module.partition(".")[0] in INSTALLED:
            loaded = importlib.import_module(module)
            assert member is None or hasattr(loaded, member)
    for one in text.split(" | "):
        if one.partition(".")[0] in ("pd", "np"):
            module = importlib.import_module({"pd": "pandas", "np": "numpy"}[one[:2]])
            assert attrgetter(one[3:])(module)


def test_public_names_are_no_types_that_stay_unwritten() -> None:
    assert not UNWRITTEN & {*PUBLIC_NAMES, *PUBLIC_NAMES.values()}
