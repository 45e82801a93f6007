"""Which serialiser a value gets, which helpers come with it, and that models come back."""

import collections
import datetime
import threading
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from scipy import sparse
from sklearn.linear_model import LinearRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import FunctionTransformer

from nb2prod.analysis.model import Type
from nb2prod.plan.serialisers import NAMES, SERIALISERS, helpers_of, imports_of, serialiser_for
from nb2prod.settings import TableFormat
from tests.templates.conftest import render

CHOSEN = {
    "pandas.DataFrame": "table",
    "pandas.Series": "table",
    "pandas.Timestamp": "joblib",
    "int": "json",
    "str": "json",
    "numpy.ndarray": "any",
    "dict": "any",
    "object": "any",
    "scipy.sparse.csr_matrix": "sparse",
    "numpy.float64": "joblib",
    "datetime.date": "joblib",
    "sklearn.pipeline.Pipeline": "library",
    "xgboost.XGBClassifier": "booster",
    "xgboost.Booster": "xgboost",
    "lightgbm.Booster": "booster",
    "catboost.CatBoostRegressor": "booster",
    "torch.Tensor": "tensor",
    "torch.nn.Sequential": "torch",
    "keras.Sequential": "keras",
    "tensorflow.keras.Model": "tf_keras",
    "notebook.Recommender": "object",
    "unheard.of.Thing": "object",
}


@pytest.mark.parametrize(("known", "name"), CHOSEN.items())
def test_by_type(known: str, name: str) -> None:
    assert serialiser_for([Type(known)]).name == name


def test_special_cases() -> None:
    assert serialiser_for([None]).name == "any"
    assert serialiser_for([Type("int"), Type("int")]).name == "pickle"
    assert serialiser_for([Type("pandas.DataFrame")], "parquet").suffix == ".parquet"
    assert serialiser_for([Type("notebook.Net")], base="torch.nn.Module").name == "torch"


def test_every_row_is_consistent() -> None:
    lines = imports_of("churn")
    assert set(lines) == NAMES
    for name, row in SERIALISERS.items():
        assert name == row.name
        used = [line.split()[-1] for line in (*row.load_imports, *row.save_imports)]
        load, save = row.load.format(path="p"), row.saving("v", "p", "cell 1 of train")
        copied = row.copy.format(source="o", path="p") or "None"
        for line in used:
            assert line in load or line in save or line in copied, (name, line)
        for code in (load, save, copied):
            compile(code, name, "eval")
        assert ("cell 1" in save) == row.tells


HELPERS: dict[str, tuple[list[tuple[str, str | None]], list[str], set[str], set[str]]] = {
    "joblib only": ([("joblib", "sklearn.svm.SVC")], ["pandas"], set(), set()),
    "one table": ([("table", "pandas.DataFrame")], ["pandas"], {"tables"}, set()),
    "an array": ([("any", "numpy.ndarray")], ["pandas"], {"artefacts"}, {"any", "array"}),
    "a list": ([("any", "list")], ["pandas"], {"artefacts", "values"}, {"any", "json"}),
    "unknown, pandas is used": (
        [("any", None)],
        ["pandas"],
        {"artefacts", "tables", "values"},
        {"any", "table", "json"},
    ),
    "unknown, no library": ([("any", None)], ["re"], {"artefacts", "values"}, {"any", "json"}),
    "own class": ([("object", "notebook.A")], [], {"artefacts"}, {"object"}),
    "an estimator that may fail": (
        [("library", "sklearn.pipeline.Pipeline")],
        [],
        {"artefacts"},
        {"object"},
    ),
    "tied": ([("pickle", "list")], [], {"artefacts"}, {"tied"}),
    "a raw booster": ([("xgboost", "xgboost.Booster")], [], {"artefacts"}, {"booster"}),
}


@pytest.mark.parametrize(("saved", "libraries", "modules", "kinds"), HELPERS.values(), ids=HELPERS)
def test_only_needed_helpers(
    saved: list[tuple[str, str | None]], libraries: list[str], modules: set[str], kinds: set[str]
) -> None:
    found = helpers_of([(name, Type(known) if known else None) for name, known in saved], libraries)
    assert (set(found.modules), found.kinds) == (modules, kinds)


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
    """What comes back when the lines of the row are run; what is tied comes as a dict."""
    one = SERIALISERS[row]
    names = lines_of(row, package) | {"value": value, "path": folder / f"x{one.suffix}"}
    exec(one.saving("value", "path", "cell 1 of train"), names)
    return eval(one.load.format(path="path"), names)


PLAIN: dict[str, Any] = {
    "any": {"a": [1, (2, 3)]},
    "joblib": datetime.date(2024, 2, 29),
    "json": 0.1,
    "library": LinearRegression(),
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
    one, other = round_trip("pickle", {"a": shared, "b": [shared]}, tmp_path, package)
    assert one is other[0]


def test_every_row_is_tried() -> None:
    tried = {*PLAIN, "table_jsonl", "table_parquet", "pickle", "booster", "xgboost", "sparse"}
    assert SERIALISERS.keys() == tried | {"torch", "tensor", "keras", "tf_keras"}


FAILING: dict[str, Any] = {
    "any": lambda: 1,
    "json": Decimal(1),
    "library": make_pipeline(FunctionTransformer(lambda x: x)),
    "object": [lambda: 1],
    "booster": (n for n in range(3)),
    "table": pd.DataFrame({"f": [lambda: 1]}),
    "pickle": {"fine": [1], "x": threading.Lock()},
    "xgboost": object(),
}


@pytest.mark.parametrize("row", FAILING)
def test_what_cannot_be_saved_is_named(row: str, tmp_path: Path, package: str) -> None:
    if row == "xgboost":
        pytest.importorskip("xgboost")
    one = SERIALISERS[row]
    path = tmp_path / f"x{one.suffix}"
    path.write_text("what an earlier run left")
    names = lines_of(row, package) | {"value": FAILING[row], "path": path}
    with pytest.raises(TypeError, match=r"^`x` \(cell 2 of train, for cell 1 of predict\) is a "):
        exec(one.saving("value", "path", "cell 2 of train, for cell 1 of predict"), names)
    assert not [p for p in tmp_path.iterdir() if row != "any" or p != path]


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
    found = round_trip("xgboost", model, tmp_path, package)
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


def test_torch_module_with_a_lambda(tmp_path: Path, package: str) -> None:
    torch = pytest.importorskip("torch")
    model = torch.nn.Linear(4, 3)
    model.activation = lambda x: x
    with pytest.raises(TypeError, match=r"^`x` \(cell 1 of train\) is a Linear, which cannot be"):
        round_trip("torch", model, tmp_path, package)
    assert list(tmp_path.iterdir()) == []


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


def test_keras_model_that_would_not_load(tmp_path: Path, package: str) -> None:
    keras = pytest.importorskip("keras")

    class Doubled(keras.layers.Layer):  # type: ignore[misc, name-defined]
        def call(self, x: Any) -> Any:
            return 2 * x

    model = keras.Sequential([keras.Input((4,)), Doubled()])
    with pytest.raises(TypeError, match=r"^`x` \(cell 1 of train\) is a Sequential, which cannot"):
        round_trip("keras", model, tmp_path, package)
    assert list(tmp_path.iterdir()) == []
