"""Artefacts get the format that their value asks for, and come back as they were."""

import socket
import sqlite3
import threading
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pandas as pd
import pytest
from scipy import sparse
from sklearn.linear_model import LinearRegression

from .same import same

EYE = sparse.csr_matrix(np.array([[0, 1.5], [np.nan, 0]]))
UNALIGNED = np.dtype({"names": ["a", "b"], "formats": ["i1", "f8"], "offsets": [0, 3]})

SAVED: dict[str, tuple[Any, str]] = {
    "frame": (pd.DataFrame({"a": [1, 2], "b": ["x", None]}), ".csv"),
    "series": (pd.Series([1.5], name="y"), ".csv"),
    "index": (pd.Index(["a"], name="id"), ".csv"),
    "array": (np.array([[1.0, -0.0], [np.nan, 2]]), ".npy"),
    "Fortran order": (np.asfortranarray(np.arange(6.0).reshape(2, 3)), ".npy"),
    "0-d array": (np.array(3), ".npy"),
    "empty array": (np.zeros((0, 3), dtype="int8"), ".npy"),
    "big endian": (np.array([1, 2], dtype=">i4"), ".npy"),
    "structured": (np.array([(1, "a")], dtype=[("n", "i4"), ("s", "U3")]), ".npy"),
    "with gaps": (np.zeros(2, dtype=UNALIGNED), ".npy"),
    "time array": (np.array(["2020-01-01", "NaT"], dtype="datetime64[s]"), ".npy"),
    "text array": (np.array(["a", "bc"]), ".npy"),
    "object array": (np.array([None, [1], "a"], dtype=object), ".joblib"),
    "masked array": (np.ma.masked_array([1, 2], mask=[0, 1]), ".joblib"),
    "csr": (EYE, ".npz"),
    "csr_array": (sparse.csr_array(EYE), ".npz"),
    "csc": (EYE.tocsc(), ".npz"),
    "coo": (EYE.tocoo(), ".npz"),
    "bsr": (EYE.tobsr(), ".npz"),
    "dia": (sparse.dia_matrix(np.eye(3, dtype="float32")), ".npz"),
    "bool csr": (EYE.astype(bool), ".npz"),
    "lil": (EYE.tolil(), ".joblib"),
    "dok": (EYE.todok(), ".joblib"),
    "dict": ({"a": 1, 2: (3,)}, ".json"),
    "scalar": (np.float64(0.5), ".json"),
    "text": ("a", ".json"),
    "nothing": (None, ".json"),
    "tuple of arrays": ((np.array([1]), np.array([2.0])), ".json"),
    "big array in a list": ([np.zeros(20_000)], ".joblib"),
    "frame in a dict": ({"a": pd.DataFrame({"x": [1]})}, ".joblib"),
}


@pytest.mark.parametrize(("value", "suffix"), SAVED.values(), ids=SAVED)
def test_round_trip(artefacts: ModuleType, tmp_path: Path, value: Any, suffix: str) -> None:
    artefacts.save_any(value, tmp_path / "x")
    names = {path.name for path in tmp_path.iterdir()}
    assert names - {"x.schema.json"} == {f"x{suffix}"}
    assert same(value, artefacts.load_any(tmp_path / "x"))


def test_models_go_to_joblib(artefacts: ModuleType, tmp_path: Path) -> None:
    model = LinearRegression().fit([[0.0], [1.0]], [1.0, 3.0])
    artefacts.save_any(model, tmp_path / "model")
    assert artefacts.load_any(tmp_path / "model").predict([[2.0]]) == model.predict([[2.0]])
    assert [path.name for path in tmp_path.iterdir()] == ["model.joblib"]


def test_one_list_twice_stays_one(artefacts: ModuleType, tmp_path: Path) -> None:
    shared = [1]
    artefacts.save_any({"a": shared, "b": shared}, tmp_path / "x")
    found = artefacts.load_any(tmp_path / "x")
    assert found["a"] is found["b"]


def test_stale_files_are_removed(artefacts: ModuleType, tmp_path: Path) -> None:
    for value, suffix in SAVED.values():
        artefacts.save_any(value, tmp_path / "x")
        names = {path.name for path in tmp_path.iterdir()} - {"x.schema.json"}
        assert names == {f"x{suffix}"}
    artefacts.save_any(pd.DataFrame({"a": [[1]]}), tmp_path / "x")
    artefacts.save_any(1, tmp_path / "x")
    assert [path.name for path in tmp_path.iterdir()] == ["x.json"]


def test_neighbours_are_left_alone(artefacts: ModuleType, tmp_path: Path) -> None:
    artefacts.save_any(1, tmp_path / "x2")
    artefacts.save_any(2, tmp_path / "x.2")
    artefacts.save_any("x", tmp_path / "x")
    assert artefacts.load_any(tmp_path / "x2") == 1
    assert artefacts.load_any(tmp_path / "x.2") == 2


def local_function() -> Any:
    def inner() -> None: ...

    return inner


def made(kind: str) -> Any:
    return {
        "generator": lambda: (n for n in [1]),
        "TextIOWrapper": lambda: open(__file__, encoding="utf-8"),
        "lock": threading.Lock,
        "socket": socket.socket,
        "Connection": lambda: sqlite3.connect(":memory:"),
        "lambda": lambda: lambda: 1,
        "local function": local_function,
        "module": lambda: threading,
    }[kind]()


@pytest.mark.parametrize(
    "kind",
    ["generator", "TextIOWrapper", "lock", "socket", "Connection", "lambda", "local function"],
)
@pytest.mark.parametrize("within", [False, True], ids=["alone", "in a list"])
def test_refused(artefacts: ModuleType, tmp_path: Path, kind: str, within: bool) -> None:
    artefacts.save_any("what was there", tmp_path / "x")
    value = made(kind)
    try:
        named = "list" if within else kind
        with pytest.raises(TypeError, match=f"^`x` is a {named}.*, which cannot be saved; "):
            artefacts.save_any([value] if within else value, tmp_path / "x")
    finally:
        if hasattr(value, "close"):
            value.close()
    assert list(tmp_path.iterdir()) == [], "a file that is half written must not be loaded"


def test_a_table_of_generators_is_refused(artefacts: ModuleType, tmp_path: Path) -> None:
    table = pd.DataFrame({"a": pd.Series([(n for n in [1])], dtype=object)})
    with pytest.raises(TypeError, match="^`x` is a DataFrame, which cannot be saved"):
        artefacts.save_any(table, tmp_path / "x")
    assert list(tmp_path.iterdir()) == []


def test_a_missing_artefact_is_named(artefacts: ModuleType, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"`x` is not in .*x\.csv, x\.npy, x\.npz"):
        artefacts.load_any(tmp_path / "x")


def test_two_formats_are_an_error(artefacts: ModuleType, tmp_path: Path) -> None:
    artefacts.save_any(1, tmp_path / "x")
    np.save(tmp_path / "x.npy", np.zeros(1))
    with pytest.raises(ValueError, match="x.npy and x.json"):
        artefacts.load_any(tmp_path / "x")


def test_a_missing_folder_is_an_os_error(artefacts: ModuleType, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        artefacts.save_any(1, tmp_path / "missing" / "x")
