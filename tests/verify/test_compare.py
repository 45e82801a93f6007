"""The file of predictions is compared with the notebook's values, in each of its formats."""

import pickle
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from nb2prod.emit.templates import storage_text
from nb2prod.settings import TableFormat
from nb2prod.verify.compare import compare

VALUES: dict[str, dict[str, Any]] = {
    "numbers": {"p": np.array([1, 0]), "q": [0.1, float("nan")]},
    "single precision": {"p": np.float32([0.1, 2])},
    "infinity": {"p": [float("inf"), -1e-17]},
    "text": {"p": np.array(["a,b", 'c"'])},
    "text that looks missing": {"p": ["nan", None]},
    "probabilities": {"p": np.array([[0.25, 0.75]])},
    "labels": {"p": pd.Series([1.5, 2.0], index=["x", "y"])},
    "times": {"p": pd.Series(pd.to_datetime(["2024-01-01", None]))},
    "missing": {"p": pd.Series([1, None], dtype="Int64")},
    "table": {"p": pd.DataFrame({"a": [1], "b": ["x"]})},
    "three dimensions": {"p": np.ones((1, 2, 2))},
    "nothing": {"p": []},
    "rows": {"p": [[1, 0.5], [2, 0.25]], "q": [0.1, 1e-17]},
    "anything": {"p": [{"a": 1}, 2]},
}


def found(folder: Path, tables: TableFormat, saved: dict[str, Any], kept: Any) -> Any:
    """The finding on a file with `saved`, where the notebook has `kept`."""
    names: dict[str, Any] = {}
    exec(storage_text(tables, ["predictions"]), names)
    path = folder / f"predictions.{tables}"
    names["save_predictions"](saved, path)
    entries = {n: {"type": "", "shape": "", "pickle": pickle.dumps(v)} for n, v in kept.items()}
    (folder / "snapshot").write_bytes(pickle.dumps(entries))
    value = {"stage": "predict", "name": path.name, "kind": "predictions", "path": str(path)}
    value |= {"snapshot": str(folder / "snapshot"), "names": list(kept), "rows": ""}
    [finding] = compare(
        {
            "values": [value],
            "modules": [],
            "rtol": 0,
            "given": {},
            "classes": {},
            "shown": [],
            "pictures": {},
        }
    )
    return finding


@pytest.mark.parametrize("tables", ["csv", "jsonl"])
@pytest.mark.parametrize("kept", VALUES.values(), ids=VALUES)
def test_equal(tmp_path: Path, tables: TableFormat, kept: dict[str, Any]) -> None:
    finding = found(tmp_path, tables, kept, kept)
    assert not finding.get("difference") and finding["type"] == tables, finding


@pytest.mark.parametrize("tables", ["csv", "jsonl"])
@pytest.mark.parametrize(
    ("saved", "told"),
    [
        ({"p": [1, 2], "q": [0.5, 0.25]}, "column 'p'"),
        ({"p": [1, 3], "q": [0.5, None]}, "column 'q'"),
        ({"p": [1], "q": [0.5]}, "column 'p'"),
        ({"p": [1, 3]}, "columns"),
    ],
)
def test_different(tmp_path: Path, tables: TableFormat, saved: Any, told: str) -> None:
    finding = found(tmp_path, tables, saved, {"p": [1, 3], "q": [0.5, 0.25]})
    assert told in finding["difference"]


class Formula:
    """A model that looks a name of its formula up where it is loaded."""

    def __init__(self, name: str, value: int = 0) -> None:
        self.name, self.value = name, value

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__ = state
        self.value = sys._getframe(1).f_globals[self.name](2)


def test_models_of_formulas_find_the_functions_of_the_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "functions_of_a_formula.py").write_text("def half(x):\n    return x / 2\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    entry = {"type": "", "shape": "", "pickle": pickle.dumps(Formula("half"))}
    (tmp_path / "snapshot").write_bytes(pickle.dumps({"m": entry}))
    value = {"stage": "train", "name": "m", "kind": "again", "path": str(tmp_path / "snapshot")}
    value |= {"snapshot": str(tmp_path / "snapshot")}
    job = {
        "values": [value],
        "modules": ["functions_of_a_formula"],
        "rtol": 0,
        "given": {},
        "classes": {},
    }
    [finding] = compare(job)
    assert not finding["difference"], finding
