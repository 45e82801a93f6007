"""Types, shapes and dtypes as a trace has them."""

import threading
from typing import Any

import numpy as np
import pandas as pd
import pytest
from scipy import sparse
from sklearn.ensemble import RandomForestClassifier
from sklearn.preprocessing import LabelEncoder

from nb2prod.execution.describe import described, exact_type, saved_by

FRAME = pd.DataFrame({"a": [1.0, 2.0], "b": ["x", "y"]})


@pytest.mark.parametrize(
    ("value", "name"),
    [
        (1, "int"),
        (None, "None"),
        (True, "bool"),
        (np.float64(1), "numpy.float64"),
        (np.bool_(True), "numpy.bool_"),
        (np.zeros(2), "numpy.ndarray"),
        (FRAME, "pandas.DataFrame"),
        (FRAME["a"], "pandas.Series"),
        (pd.Timestamp("2020-01-01"), "pandas.Timestamp"),
        (sparse.csr_matrix([[1]]), "scipy.sparse.csr_matrix"),
        (RandomForestClassifier(), "sklearn.ensemble.RandomForestClassifier"),
        (np.random.default_rng(0), "numpy.random.Generator"),
        ({"k": LabelEncoder()}, "dict[str, sklearn.preprocessing.LabelEncoder]"),
        ([], "list"),
        ([1, 2], "list[int]"),
        ([1, "a"], "list"),
        ((1, "a"), "tuple[int, str]"),
        (tuple(range(9)), "tuple"),
        ([[1], [2]], "list[list[int]]"),
        ({1: [1], 2: ["a"]}, "dict"),
        (lambda: 1, "types.FunctionType"),
    ],
)
def test_exact_type(value: Any, name: str) -> None:
    assert exact_type(value) == name


def test_a_class_of_the_notebook() -> None:
    made = type("Model", (), {"__module__": "__main__"})
    assert exact_type(made()) == "notebook.Model"


@pytest.mark.parametrize(
    ("value", "how"),
    [
        ({"a": [1, 2.5, None]}, "json"),
        (float("nan"), "json"),
        ((1, 2), "pickle"),
        ({1: "a"}, "pickle"),
        (FRAME, "pickle"),
    ],
)
def test_saved(value: Any, how: str) -> None:
    assert saved_by(value) == how


def test_not_saved_says_why_in_the_same_words_each_time() -> None:
    assert saved_by(threading.Lock()) == "not: TypeError: cannot pickle '_thread.lock' object"
    told = saved_by(lambda: 1)
    assert told.startswith("not: ") and "0x" not in told and told == saved_by(lambda: 1)


def test_described() -> None:
    told = described(FRAME)
    assert told["shape"] == [2, 2] and list(told["dtype"]) == ["a", "b"]
    assert described(np.zeros((2, 3), "int32"))["dtype"] == "int32"
    assert "shape" not in described([1]) and "dtype" not in described(pd.DataFrame)
    wide = pd.DataFrame(np.zeros((1, 100)))
    assert described(wide)["dtype"] == {"100 columns": "float64"}
