"""Which serialiser a value gets, which helpers come with it, and that models come back."""

import collections
import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from scipy import sparse

from nb2prod.analysis.model import Type
from nb2prod.knowledge.saved import SAVED
from nb2prod.plan.serialisers import NAMES, SERIALISERS, imports_of, serialiser_for
from nb2prod.settings import TableFormat
from tests.templates.conftest import render

CHOSEN = {
    "pandas.DataFrame": "table",
    "pandas.Series": "table",
    "pandas.Timestamp": "joblib",
    "int": "json",
    "str": "json",
    "pandas.Index": "joblib",
    "numpy.ndarray": "array",
    "dict": "joblib",
    "object": "joblib",
    "scipy.sparse.csr_matrix": "sparse",
    "numpy.float64": "joblib",
    "datetime.date": "joblib",
    "sklearn.pipeline.Pipeline": "joblib",
    "xgboost.XGBClassifier": "booster",
    "xgboost.Booster": "booster",
    "lightgbm.Booster": "booster",
    "catboost.CatBoostRegressor": "booster",
    "torch.Tensor": "tensor",
    "torch.nn.Sequential": "torch",
    "keras.Sequential": "keras",
    "pyspark.sql.DataFrame": "spark_table",
    "pyspark.ml.PipelineModel": "pyspark.ml.PipelineModel",
    "tensorflow.keras.Model": "tf_keras",
    "notebook.Recommender": "object",
    "unheard.of.Thing": "object",
}


@pytest.mark.parametrize(("known", "name"), CHOSEN.items())
def test_by_type(known: str, name: str) -> None:
    assert serialiser_for([Type(known)]).name == name


def test_special_cases() -> None:
    assert serialiser_for([None]).name == "joblib"
    assert serialiser_for([Type("int"), Type("int")]).name == "pickle"
    assert serialiser_for([Type("pandas.DataFrame")], "parquet").suffix == ".parquet"
    assert serialiser_for([Type("notebook.Net")], base="torch.nn.Module").name == "torch"


def test_every_row_is_consistent() -> None:
    lines = imports_of("churn")
    assert set(lines) == NAMES
    for name, row in SERIALISERS.items():
        assert name == row.name
        used = [line.split()[-1] for line in (*row.load_imports, *row.save_imports)]
        load, save = row.loading("p"), row.saving("v", "p")
        for line in used:
            assert line in load or line in save, (name, line)
        for code in (load, save):
            compile(code, name, "eval")


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The name of a package with the helper modules."""
    name = "helpers_of_serialisers"
    made = render(tmp_path_factory.mktemp("rendered"), name)
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(made.parent)
        yield name


def lines_of(row: str, package: str) -> dict[str, Any]:
    """What the imports of the row bind."""
    one, names = SERIALISERS[row], dict[str, Any]()
    for line in (*one.load_imports, *one.save_imports):
        exec(line.format(package=package), names)
    return names


def round_trip(row: str, value: Any, folder: Path, package: str) -> Any:
    """What comes back when the lines of the row are run; aliases come as a tuple."""
    one = SERIALISERS[row]
    names = lines_of(row, package) | {"value": value, "path": folder / f"x{one.suffix}"}
    exec(one.saving("value", "path"), names)
    return eval(one.loading("path"), names)


PLAIN: dict[str, Any] = {
    "joblib": datetime.date(2024, 2, 29),
    "json": 0.1,
    "array": np.array([0.1]),
    "numbers": np.array([0.1, np.nan]),
    "object": collections.Counter("abca"),
    "table": pd.DataFrame({"a": [1.5]}, index=["x"]),
}


@pytest.mark.parametrize("row", PLAIN)
def test_plain_values(row: str, tmp_path: Path, package: str) -> None:
    found = round_trip(row, PLAIN[row], tmp_path, package)
    assert type(found) is type(PLAIN[row]) and repr(found) == repr(PLAIN[row])


@pytest.mark.parametrize("tables", ["jsonl", "parquet"])
def test_other_tables(tables: TableFormat, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if tables == "parquet":
        pytest.importorskip("pyarrow")
    monkeypatch.syspath_prepend(tmp_path)
    package = render(tmp_path, f"helpers_of_{tables}", tables).name
    table = pd.DataFrame({"a": [1.5]}, index=["x"])
    found = round_trip(f"table_{tables}", table, tmp_path, package)
    pd.testing.assert_frame_equal(found, table)


def test_tied_values_stay_tied(tmp_path: Path, package: str) -> None:
    shared = np.zeros(3)
    one, other = round_trip("pickle", (shared, [shared]), tmp_path, package)
    assert one is other[0]


ELSEWHERE = {
    *("table_jsonl", "table_parquet", "pickle", "formula", "booster", "sparse", "paths"),
    *("torch", "tensor", "keras", "tf_keras"),
    *(name for name in SERIALISERS if name.startswith(("pyspark.ml.", "spark_table"))),
}
"""Rows with tests of their own."""


def test_every_row_is_tried() -> None:
    untried = SERIALISERS.keys() - PLAIN.keys() - ELSEWHERE
    assert not untried, "put a value in PLAIN, or write a test and the name in ELSEWHERE"
    assert SERIALISERS.keys() >= PLAIN.keys() | ELSEWHERE


def test_every_type_has_a_row() -> None:
    unknown = set(SAVED.values()) - SERIALISERS.keys()
    assert not unknown, "`saved` of a library names what is no row of plan/serialisers.py"


RNG = np.random.default_rng(0)
X = RNG.normal(size=(200, 4))
Y = (X[:, 0] + RNG.normal(size=200) > 0).astype(int)
BOOSTERS = {
    "xgboost.XGBClassifier": {"n_estimators": 9, "learning_rate": 0.13, "n_jobs": 1},
    "xgboost.XGBRegressor": {"n_estimators": 9, "subsample": 0.7, "n_jobs": 1},
    "lightgbm.LGBMClassifier": {"n_estimators": 9, "num_leaves": 7, "verbose": -1, "n_jobs": 1},
    "lightgbm.LGBMRegressor": {"n_estimators": 9, "reg_alpha": 0.1, "verbose": -1, "n_jobs": 1},
    "catboost.CatBoostClassifier": {"iterations": 9, "verbose": 0, "allow_writing_files": False},
}


@pytest.mark.parametrize(("name", "parameters"), BOOSTERS.items(), ids=BOOSTERS)
def test_boosters(name: str, parameters: dict[str, Any], tmp_path: Path, package: str) -> None:
    library, kind = name.split(".")
    model = getattr(pytest.importorskip(library), kind)(**parameters)
    extra = {} if library == "catboost" else {"eval_set": [(X[:50], Y[:50])]}
    model.fit(X, Y, **extra)
    found = round_trip(serialiser_for([Type(name)]).name, model, tmp_path, package)
    assert type(found) is type(model)
    assert repr(found.get_params()) == repr(model.get_params())
    assert found.predict(X).tobytes() == model.predict(X).tobytes()
    if hasattr(model, "predict_proba"):
        assert found.predict_proba(X).tobytes() == model.predict_proba(X).tobytes()
    for fact in ("evals_result_", "best_iteration_", "classes_"):
        if (library, fact) == ("catboost", "evals_result_"):
            continue  # its pickle keeps the history in single precision
        try:
            was = getattr(model, fact)
        except AttributeError:
            continue
        assert repr(getattr(found, fact)) == repr(was), "the reason not to use their own formats"


@pytest.mark.parametrize("booster", ["gbtree", "dart", "gblinear"])
def test_raw_xgboost(booster: str, tmp_path: Path, package: str) -> None:
    xgboost = pytest.importorskip("xgboost")
    data = xgboost.DMatrix(X, Y, feature_names=list("abcd"))
    held = xgboost.DMatrix(X[:50], 1 - Y[:50], feature_names=list("abcd"))
    settings = {"booster": booster, "eta": 0.1, "nthread": 1, "seed": 7, "eval_metric": "mae"}
    stop = {"evals": [(held, "held")], "early_stopping_rounds": 2, "verbose_eval": False}
    model = xgboost.train(settings, data, 30, **stop)
    model.set_attr(note="mine")
    found = round_trip(serialiser_for([Type("xgboost.Booster")]).name, model, tmp_path, package)
    assert found.predict(data).tobytes() == model.predict(data).tobytes()
    for fact in ("save_config", "attributes", "get_dump", "num_boosted_rounds", "get_fscore"):
        if (booster, fact) != ("gblinear", "get_fscore"):
            assert getattr(found, fact)() == getattr(model, fact)(), fact
    assert found.feature_names == model.feature_names == list("abcd")
    assert (found.best_iteration, found.best_score) == (model.best_iteration, model.best_score)


def test_raw_xgboost_learns_on(tmp_path: Path, package: str) -> None:
    xgboost = pytest.importorskip("xgboost")
    data = xgboost.DMatrix(X, Y)
    model = xgboost.train({"eta": 0.05, "max_depth": 3, "nthread": 1}, data, 5)
    found = round_trip("booster", model, tmp_path, package)
    for one in (found, model):
        one.update(data, 5)
    assert found.predict(data).tobytes() == model.predict(data).tobytes()


def test_raw_lightgbm(tmp_path: Path, package: str) -> None:
    lightgbm = pytest.importorskip("lightgbm")
    trained = {"objective": "binary", "verbose": -1, "num_threads": 1}
    stop = lightgbm.early_stopping(2, verbose=False)
    rows = lightgbm.Dataset(X[:150], Y[:150])
    valid = [rows.create_valid(X[150:], Y[150:])]
    model = lightgbm.train(trained, rows, 50, valid_sets=valid, callbacks=[stop])
    found = round_trip("booster", model, tmp_path, package)
    assert found.params == model.params, "the reason not to use its own format"
    assert found.predict(X).tobytes() == model.predict(X).tobytes()
    assert found.best_iteration == model.best_iteration < 50
    assert found.best_score == model.best_score


@pytest.mark.parametrize("form", ["csr", "csc", "coo", "bsr"])
@pytest.mark.parametrize("kind", ["matrix", "array"])
def test_sparse(form: str, kind: str, tmp_path: Path, package: str) -> None:
    value = getattr(sparse, f"{form}_{kind}")(np.array([[0, 1.5], [np.nan, -0.0]]))
    assert serialiser_for([Type(f"scipy.sparse.{form}_{kind}")]).name == "sparse"
    found = round_trip("sparse", value, tmp_path, package)
    assert type(found) is type(value) and found.dtype == value.dtype
    assert found.toarray().tobytes() == value.toarray().tobytes()


def test_torch(tmp_path: Path, package: str) -> None:
    torch = pytest.importorskip("torch")
    model = torch.nn.Sequential(torch.nn.Linear(4, 3), torch.nn.Dropout(), torch.nn.Linear(3, 1))
    model.eval()
    found = round_trip("torch", model, tmp_path, package)
    rows = round_trip("tensor", torch.randn(5, 4), tmp_path, package)
    assert torch.equal(found(rows), model(rows)) and not found.training


ROOTS = {"keras": "keras", "tf_keras": "tensorflow.keras"}


@pytest.mark.parametrize("row", ROOTS)
def test_keras(row: str, tmp_path: Path, package: str) -> None:
    keras = pytest.importorskip("keras")
    if row == "tf_keras":
        keras = pytest.importorskip("tensorflow").keras
    model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(3), keras.layers.Dense(1)])
    model.compile(loss="mse")
    model.fit(X, Y, epochs=1, verbose=0)
    name = serialiser_for([Type(f"{ROOTS[row]}.Sequential")]).name
    assert name == row
    found = round_trip(name, model, tmp_path, package)
    assert found.predict(X, verbose=0).tobytes() == model.predict(X, verbose=0).tobytes()
    assert [layer.name for layer in found.layers] == [layer.name for layer in model.layers]
    assert found.loss == model.loss
