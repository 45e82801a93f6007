"""Samples of what the knowledge tables claim, tried on the real libraries."""

import importlib
import math
import os.path
from collections.abc import Callable, Iterator

import numpy as np
import pandas as pd
import pytest
from scipy import sparse
from sklearn import metrics, model_selection
from sklearn.linear_model import LogisticRegression

from nb2prod.knowledge import effect_tables, lookup, methods, type_tables
from tests.support import known_types

FRAME = pd.DataFrame({"a": [1, 2, 2, 5], "b": [1.0, 2.0, 3.0, 4.0], "c": list("xyzx")})
NUMBERS = FRAME[["a", "b"]]
DAYS = pd.Series(pd.date_range("2020", periods=3))
TRUE = [0, 1, 1, 0]
GUESS = [0, 1, 0, 0]


def resolve(name: str) -> type:
    module, _, attribute = name.rpartition(".")
    return getattr(importlib.import_module(module or "builtins"), attribute)  # type: ignore[no-any-return]


def is_of(value: object, name: str) -> bool:
    if " | " in name:
        return any(is_of(value, each) for each in name.split(" | "))
    name = name.partition("[")[0]
    if name == "None":
        return value is None
    if name == "generator":
        return isinstance(value, Iterator)
    if name == "float":
        return isinstance(value, float | np.floating)
    if name == "int":
        return isinstance(value, int | np.integer)
    if name == "bool":
        return isinstance(value, bool | np.bool_)
    return isinstance(value, resolve(name))


CALLS: dict[str, Callable[[], object]] = {
    "len": lambda: len([1]),
    "sorted": lambda: sorted("ba"),
    "os.path.join": lambda: os.path.join("a", "b"),
    "os.path.splitext": lambda: os.path.splitext("a.b"),
    "math.sqrt": lambda: math.sqrt(2),
    "numpy.array": lambda: np.array([1]),
    "numpy.nonzero": lambda: np.nonzero(np.array([1])),
    "numpy.allclose": lambda: np.allclose(1, 1),
    "numpy.random.default_rng": lambda: np.random.default_rng(0),
    "pandas.DataFrame": lambda: pd.DataFrame(),
    "pandas.DataFrame.from_dict": lambda: pd.DataFrame.from_dict({"a": [1]}),
    "pandas.get_dummies": lambda: pd.get_dummies(FRAME),
    "pandas.crosstab": lambda: pd.crosstab(FRAME["a"], FRAME["c"]),
    "pandas.date_range": lambda: pd.date_range("2020", periods=2),
    "pandas.factorize": lambda: pd.factorize(FRAME["c"]),
    "sklearn.metrics.accuracy_score": lambda: metrics.accuracy_score(TRUE, GUESS),
    "sklearn.metrics.f1_score": lambda: metrics.f1_score(TRUE, GUESS),
    "sklearn.metrics.mean_squared_error": lambda: metrics.mean_squared_error(TRUE, GUESS),
    "sklearn.metrics.classification_report": lambda: metrics.classification_report(TRUE, GUESS),
    "sklearn.metrics.confusion_matrix": lambda: metrics.confusion_matrix(TRUE, GUESS),
    "sklearn.metrics.roc_curve": lambda: metrics.roc_curve(TRUE, GUESS),
    "sklearn.model_selection.train_test_split": lambda: model_selection.train_test_split(TRUE),
}


@pytest.mark.parametrize("name", [name for name in CALLS if name in known_types.RETURNS])
def test_returns(name: str) -> None:
    assert is_of(CALLS[name](), known_types.RETURNS[name])


PAIR_METRICS = (
    "f1_score precision_score recall_score r2_score mean_absolute_error median_absolute_error "
    "max_error hamming_loss zero_one_loss matthews_corrcoef cohen_kappa_score jaccard_score "
    "balanced_accuracy_score roc_auc_score average_precision_score log_loss "
    "explained_variance_score adjusted_rand_score rand_score mutual_info_score v_measure_score "
    "homogeneity_score fowlkes_mallows_score normalized_mutual_info_score root_mean_squared_error "
    "brier_score_loss"
).split()


@pytest.mark.parametrize("name", PAIR_METRICS)
def test_metrics_are_numbers(name: str) -> None:
    assert f"sklearn.metrics.{name}" in type_tables.METRIC_FUNCTIONS
    assert is_of(getattr(metrics, name)(TRUE, GUESS), "float")


RECEIVERS: dict[str, object] = {
    "pandas.DataFrame": NUMBERS,
    "pandas.Series": FRAME["b"],
    "pandas.Index": FRAME.index,
    "pandas.core.groupby.DataFrameGroupBy": FRAME.groupby("c"),
    "pandas.core.groupby.SeriesGroupBy": FRAME.groupby("c")["b"],
    "pandas.core.strings.accessor.StringMethods": FRAME["c"].str,
    "pandas.core.indexes.accessors.DatetimeProperties": DAYS.dt,
    "pandas.Timestamp": pd.Timestamp("2020-01-02"),
    "numpy.ndarray": np.arange(4.0).reshape(2, 2),
    "scipy.sparse.csr_matrix": sparse.csr_matrix(np.eye(3)),
    "str": "some text",
    "list": [1, 2],
    "dict": {"a": 1},
    "set": {1},
    "sklearn": LogisticRegression().fit(NUMBERS, TRUE),
}
INSTANCES = {**RECEIVERS, "pandas.api.extensions.ExtensionArray": pd.Series(list("ab")).array}


@pytest.mark.parametrize("owner", lookup.joined("members"))
def test_all_members_are_listed(owner: str) -> None:
    """But for what others add: columns of a table, accessors that other tests have registered."""
    kind = type(INSTANCES[owner])
    found = {name for name in dir(kind) if not name.startswith("_")}
    added = {n for n in getattr(kind, "_accessors", ()) if not is_of_pandas(getattr(kind, n))}
    assert found - added <= type_tables.public_names(owner)


def is_of_pandas(accessor: type) -> bool:
    return accessor.__module__.partition(".")[0] == "pandas"


UNTYPED = {"dict_keys", "dict_values", "dict_items"}


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("owner", RECEIVERS)
def test_methods_without_arguments(owner: str) -> None:
    wrong = []
    for method, expected in known_types.METHOD_RETURNS[owner].items():
        if method in methods.MUTATING_METHODS or expected in UNTYPED:
            continue
        try:
            value = getattr(RECEIVERS[owner], method)()
        except Exception:  # the method needs arguments, or data of another kind
            continue
        own = type(value) is type(RECEIVERS[owner])
        if not (own if expected == "self" else is_of(value, expected)):
            wrong.append((method, expected, type(value)))
    assert wrong == []


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(
    "owner", [owner for owner in RECEIVERS if owner in known_types.ATTRIBUTE_TYPES]
)
def test_attributes(owner: str) -> None:
    wrong = []
    for attribute, expected in known_types.ATTRIBUTE_TYPES[owner].items():
        try:
            value = getattr(RECEIVERS[owner], attribute)
        except (AttributeError, ImportError):
            continue
        if not is_of(value, expected):
            wrong.append((attribute, expected, type(value)))
    assert wrong == []


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("name", sorted(type_tables.SPARSE_TRANSFORMERS))
def test_sparse_transformers(name: str) -> None:
    data: object = np.random.default_rng(0).random((20, 3))
    if name.endswith("Vectorizer") and "text" in name:
        data = ["some text", "other text"]
    elif name.endswith(("DictVectorizer", "FeatureHasher")):
        data = [{"a": 1}, {"b": 2}]
    transformer = resolve(name)()
    assert type(transformer.fit(data).transform(data)) is sparse.csr_matrix


def test_pure_and_mutating_are_disjoint() -> None:
    assert not methods.PURE_METHODS & methods.MUTATING_METHODS
    assert len(methods.PURE_METHODS) >= 400
    ambiguous = {"pop", "insert", "update", "resize", "sort", "eval", "train", "step", "remove"}
    assert not ambiguous & methods.PURE_METHODS
    assert not methods.FRESH_METHODS & methods.MUTATING_METHODS
    assert not methods.FRESH_METHODS & methods.SHALLOW_COPY
    assert "set_index" not in methods.MUTATING_METHODS
    for names in effect_tables.PURE_BY_TYPE.values():
        assert not names & methods.PURE_METHODS


def test_fresh_methods_are_pure() -> None:
    # deepcopy and the dunder names are the only ones that need no entry in PURE_METHODS
    assert {n for n in methods.FRESH_METHODS - methods.PURE_METHODS} <= {"deepcopy"}


def test_argument_mutators_are_not_pure_functions() -> None:
    assert not effect_tables.ARGUMENT_MUTATORS.keys() & effect_tables.PURE_FUNCTIONS
    assert not effect_tables.ARGUMENT_MUTATORS.keys() & effect_tables.FRESH_FUNCTIONS


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(
    "owner", ["pandas.DataFrame", "pandas.Series", "numpy.ndarray", "list", "dict"]
)
def test_pure_methods_leave_their_receiver_alone(owner: str) -> None:
    receiver = {
        "pandas.DataFrame": NUMBERS.copy(),
        "pandas.Series": FRAME["b"].copy(),
        "numpy.ndarray": np.array([3.0, 1.0, 2.0]),
        "list": [3, 1],
        "dict": {"b": 1, "a": 2},
    }[owner]
    before = repr(receiver)
    skipped = {"to_clipboard", "info"}
    for method in sorted(methods.PURE_METHODS - skipped):
        if method.startswith("__"):
            continue
        try:
            getattr(receiver, method)()
        except Exception:
            continue
    assert repr(receiver) == before


@pytest.mark.parametrize("owner", ["pandas.DataFrame", "pandas.Series", "numpy.ndarray"])
@pytest.mark.filterwarnings("ignore")
def test_fresh_methods_share_no_memory(owner: str) -> None:
    receiver = RECEIVERS[owner]
    mine = np.asarray(receiver)
    shared = []
    for method in sorted(methods.FRESH_METHODS):
        try:
            result = getattr(receiver, method)()
        except Exception:
            continue
        alias = isinstance(result, np.ndarray) and np.shares_memory(mine, result)
        if alias or result is receiver:
            shared.append(method)
    assert shared == []


def test_random_state_conditions() -> None:
    assert effect_tables.RANDOM_STATE_CONDITIONS.keys() <= effect_tables.RANDOM_STATE_CALLABLES
    assert effect_tables.COMBINED_STREAMS.keys() <= set(effect_tables.SEED_FUNCTIONS.values())


@pytest.mark.parametrize(
    "name",
    ["RidgeClassifier", "LogisticRegression", "DummyClassifier", "RandomForestClassifier", "SVC"],
)
def test_drawing_estimators(name: str) -> None:
    (qualified,) = (n for n in effect_tables.RANDOM_STATE_CALLABLES if n.endswith(f".{name}"))
    np.random.seed(0)
    undisturbed = np.random.random()
    np.random.seed(0)
    resolve(qualified)().fit(NUMBERS, TRUE)
    drew = np.random.random() != undisturbed
    assert drew is (qualified not in effect_tables.RANDOM_STATE_CONDITIONS)
