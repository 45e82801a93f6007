"""How values differ, in words."""

import copy
import time
from typing import Any

import numpy as np
import pandas as pd
import pytest
from scipy import sparse
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GridSearchCV

from nb2prod.verify.equal import UNKNOWN, difference

FRAME = pd.DataFrame({"a": [1.0, 2.0, 3.0], "b": ["x", "y", None]}, index=[10, 20, 30])


def changed(frame: pd.DataFrame, row: int, column: str, value: Any) -> pd.DataFrame:
    other = frame.copy()
    other.iloc[row, other.columns.get_loc(column)] = value
    return other


class Node:
    def __init__(self, value: Any) -> None:
        self.value = value
        self.me = self


class Bag(dict):  # type: ignore[type-arg]
    pass


def model(c: float = 1.0) -> LogisticRegression:
    return LogisticRegression(C=c).fit([[0.0], [1.0], [2.0]], [0, 0, 1])


def search(seconds: float, c: float = 1.0) -> GridSearchCV:
    """A search for parameters that took this long."""
    x, y = [[float(n)] for n in range(8)], [0, 1] * 4
    found = GridSearchCV(LogisticRegression(), {"C": [c]}, cv=2).fit(x, y)
    found.refit_time_ = seconds
    found.cv_results_["mean_fit_time"] = np.array([seconds])
    return found


Kept = type("Kept", (Node,), {"__module__": "statsmodels.base.data"})


def kept(value: int, cache: dict[str, int], frame: pd.DataFrame = FRAME) -> Any:
    """What stands for the data of a model of statsmodels."""
    one = Kept(value)
    one._cache, one.frame = cache, frame
    return one


EQUAL = [
    (1, 1),
    (kept(1, {}), kept(1, {"names": 2}, FRAME.head(1))),
    (float("nan"), float("nan")),
    ([1, {"a": (2, None)}], [1, {"a": (2, None)}]),
    (FRAME, FRAME.copy()),
    (np.array([1.0, np.nan]), np.array([1.0, np.nan])),
    (np.array(["a", None], dtype=object), np.array(["a", None], dtype=object)),
    (
        pd.Series(pd.to_datetime(["2020-01-01", None])),
        pd.Series(pd.to_datetime(["2020-01-01", None])),
    ),
    (pd.Series([1, None], dtype="Int64"), pd.Series([1, None], dtype="Int64")),
    (sparse.csr_matrix([[0, 1]]), sparse.csr_matrix([[0, 1]])),
    (model(), model()),
    (search(1.0), search(2.0)),
    (Node(1), Node(1)),
    ({1, 2}, {2, 1}),
    (np.float32(0.5), np.float32(0.5)),
]

DIFFERENT = [
    (Node(np.random.RandomState(1)), Node(np.random.RandomState(2)), "elements differ"),
    (search(1.0, c=1.0), search(1.0, c=2.0), "2.0 in the notebook, 1.0 here"),
    (kept(1, {}), kept(2, {}), "2 in the notebook, 1 here"),
    (1, 1.0, "a float in the notebook, a int here"),
    (2.0, 1.0, "1.0 in the notebook, 2.0 here"),
    (0.0, -0.0, "-0.0 in the notebook, 0.0 here"),
    ([1, 2], [1, 3], "[1]: 3 in the notebook, 2 here"),
    ([1], [1, 3], "length 2 in the notebook, 1 here"),
    ({"a": 1}, {"a": 1, "b": 2}, "key 'b' is missing"),
    ({"a": 1, "b": 2}, {"a": 1}, "key 'b' is new"),
    ({"b": 2, "a": 1}, {"a": 1, "b": 2}, "the keys have another order"),
    ({1}, {1, 2}, "2 is only in the notebook's set"),
    (changed(FRAME, 1, "a", 5.0), FRAME, "row 1 (20), column 'a': 2.0 in the notebook, 5.0 here"),
    (changed(FRAME, 0, "b", "z"), FRAME, "row 0 (10), column 'b': 'x' in the notebook, 'z' here"),
    (FRAME.astype({"a": "float32"}), FRAME, "column 'a': dtype float64 in the notebook"),
    (FRAME[["b", "a"]], FRAME, "columns row 0: 'a' in the notebook, 'b' here"),
    (FRAME.iloc[[1, 0, 2]], FRAME, "index row 0: 10 in the notebook, 20 here"),
    (FRAME.iloc[:2], FRAME, "shape (3, 2) in the notebook, (2, 2) here"),
    (FRAME["a"].rename("c"), FRAME["a"], "named ['a'] in the notebook, ['c'] here"),
    (np.array([1, 2]), np.array([1.0, 2.0]), "dtype float64 in the notebook, int64 here"),
    (np.array([[1, 5], [3, 9]]), np.array([[1, 2], [3, 4]]),
     "[0, 1]: 2 in the notebook, 5 here (2 elements differ)"),
    (np.zeros(2), np.zeros((2, 1)), "shape (2, 1) in the notebook, (2,) here"),
    (model(2.0), model(), "of sklearn.LogisticRegression"),
    (Node([1]), Node([2]), "Node['value'][0]: 2 in the notebook, 1 here"),
    (sparse.csr_matrix([[0, 2]]), sparse.csr_matrix([[0, 1]]), "1 in the notebook, 2 here"),
    (Bag(a=1), {"a": 1}, "Bag here"),
    (len, max, "'max' in the notebook, 'len' here"),
    (pd.Categorical(["a"], ["a", "b"]), pd.Categorical(["a"], ["a"]), "in the notebook"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), EQUAL)
def test_equal(one: Any, other: Any) -> None:
    assert difference(one, other) is None
    assert difference(other, one) is None
    assert difference(one, copy.deepcopy(one)) is None


@pytest.mark.parametrize(("found", "wanted", "told"), DIFFERENT)
def test_different(found: Any, wanted: Any, told: str) -> None:
    assert told in (difference(found, wanted) or "")
    assert difference(wanted, found)


def test_tolerance() -> None:
    near = changed(FRAME, 2, "a", 3.0 * (1 + 1e-12))
    assert difference(near, FRAME) and difference(near, FRAME, 1e-9) is None
    assert difference(1 + 1e-12, 1.0) and difference(1 + 1e-12, 1.0, 1e-9) is None
    assert difference({"a": [1.1]}, {"a": [1.0]}, 1e-9)


def test_attributes_of_containers() -> None:
    one, other = Bag(a=1), Bag(a=1)
    one.note = "x"
    assert difference(one, other)


def test_attributes_that_were_globals() -> None:
    one, other = Node(1), Node(1)
    one.limit = 5  # type: ignore[attr-defined]
    assert difference(one, other)
    assert difference(one, other, given={"Node": {"limit": 5}}) is None
    assert difference(one, other, given={"Node": {"limit": UNKNOWN}}) is None
    assert "key 'limit' is new" in (difference(one, other, given={"Node": {"limit": 6}}) or "")


def test_the_time_of_a_catboost_model_does_not_count() -> None:
    catboost = pytest.importorskip("catboost")
    rows, labels = np.arange(40.0).reshape(20, 2), [0, 1] * 10

    def fitted(seed: int) -> Any:
        settings = {"iterations": 3, "verbose": 0, "allow_writing_files": False}
        return catboost.CatBoostClassifier(random_seed=seed, **settings).fit(rows, labels)

    one = fitted(0)
    time.sleep(1.1)  # it counts in seconds
    assert difference(fitted(0), one) is None
    assert difference(fitted(1), one) is not None


def test_the_stream_of_the_process_has_whatever_state() -> None:
    stream: Any = np.random.mtrand  # type: ignore[attr-defined]
    assert difference(Node(np.random.RandomState(1)), Node(stream._rand)) is None
    assert difference(Node(1), Node(stream._rand)) is not None
