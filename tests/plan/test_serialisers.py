"""Which serialiser a value gets, which helpers come with it, and that models come back."""

import importlib
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy import sparse

from nb2prod.analysis.model import Type
from nb2prod.plan.serialisers import NAMES, SERIALISERS, helpers_of, imports_of, serialiser_for

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
    "sklearn.pipeline.Pipeline": "joblib",
    "xgboost.XGBClassifier": "booster",
    "lightgbm.Booster": "booster",
    "catboost.CatBoostRegressor": "booster",
    "torch.Tensor": "torch",
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
        for line in used:
            assert line in load or line in save, (name, line)
        for code in (load, save):
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
}


@pytest.mark.parametrize(("saved", "libraries", "modules", "kinds"), HELPERS.values(), ids=HELPERS)
def test_only_needed_helpers(
    saved: list[tuple[str, str | None]], libraries: list[str], modules: set[str], kinds: set[str]
) -> None:
    found = helpers_of([(name, Type(known) if known else None) for name, known in saved], libraries)
    assert (set(found.modules), found.kinds) == (modules, kinds)


def round_trip(row: str, value: Any, folder: Path) -> Any:
    """What comes back when the lines of the row are run."""
    one = SERIALISERS[row]
    names: dict[str, Any] = {"value": value, "path": folder / f"x{one.suffix}"}
    for line in (*one.load_imports, *one.save_imports):
        exec(line, names)
    exec(one.saving("value", "path"), names)
    return eval(one.load.format(path="path"), names)


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
def test_boosters(name: str, parameters: dict[str, Any], tmp_path: Path) -> None:
    library, kind = name.split(".")
    model = getattr(pytest.importorskip(library), kind)(**parameters)
    extra = {} if library == "catboost" else {"eval_set": [(X[:50], Y[:50])]}
    model.fit(X, Y, **extra)
    found = round_trip(serialiser_for([Type(name)]).name, model, tmp_path)
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


def test_raw_boosters(tmp_path: Path) -> None:
    xgboost, lightgbm = map(importlib.import_module, ("xgboost", "lightgbm"))
    data = xgboost.DMatrix(X, Y)
    model = xgboost.train({"eta": 0.1, "nthread": 1, "eval_metric": "mae"}, data, 5)
    found = round_trip("booster", model, tmp_path)
    assert found.predict(data).tobytes() == model.predict(data).tobytes()
    assert found.save_config() == model.save_config()
    trained = {"objective": "binary", "verbose": -1, "num_threads": 1}
    stop = lightgbm.early_stopping(2, verbose=False)
    rows = lightgbm.Dataset(X[:150], Y[:150])
    valid = [rows.create_valid(X[150:], Y[150:])]
    model = lightgbm.train(trained, rows, 50, valid_sets=valid, callbacks=[stop])
    found = round_trip("booster", model, tmp_path)
    assert found.predict(X).tobytes() == model.predict(X).tobytes()
    assert found.best_iteration == model.best_iteration < 50
    assert found.best_score == model.best_score


@pytest.mark.parametrize("form", ["csr", "csc", "coo", "bsr"])
@pytest.mark.parametrize("kind", ["matrix", "array"])
def test_sparse(form: str, kind: str, tmp_path: Path) -> None:
    value = getattr(sparse, f"{form}_{kind}")(np.array([[0, 1.5], [np.nan, -0.0]]))
    assert serialiser_for([Type(f"scipy.sparse.{form}_{kind}")]).name == "sparse"
    found = round_trip("sparse", value, tmp_path)
    assert type(found) is type(value) and found.dtype == value.dtype
    assert found.toarray().tobytes() == value.toarray().tobytes()


def test_torch(tmp_path: Path) -> None:
    torch = pytest.importorskip("torch")
    model = torch.nn.Sequential(torch.nn.Linear(4, 3), torch.nn.Dropout(), torch.nn.Linear(3, 1))
    model.eval()
    found = round_trip("torch", model, tmp_path)
    rows = torch.randn(5, 4)
    assert torch.equal(found(rows), model(rows)) and not found.training


def test_keras(tmp_path: Path) -> None:
    keras = pytest.importorskip("keras")
    model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(3), keras.layers.Dense(1)])
    model.compile(loss="mse")
    model.fit(X, Y, epochs=1, verbose=0)
    found = round_trip("keras", model, tmp_path)
    assert found.predict(X, verbose=0).tobytes() == model.predict(X, verbose=0).tobytes()
    assert [layer.name for layer in found.layers] == [layer.name for layer in model.layers]
    assert found.loss == model.loss
