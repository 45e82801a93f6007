"""Metrics are plain JSON."""

import json
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pandas as pd


class Foo:
    """Nothing that is a metric."""


def written(storage: ModuleType, tmp_path: Path, value: dict[Any, Any]) -> str:
    storage.save_metrics(value, tmp_path / "metrics.json")
    text = (tmp_path / "metrics.json").read_text()
    assert text.endswith("}\n")
    return text


def test_metrics_are_plain_json(storage: ModuleType, tmp_path: Path) -> None:
    value = {
        "rmse": np.float64(0.5),
        "n": np.int32(3),
        "f32": np.float32(0.25),
        "good": np.True_,
        "a": {"nested": [1, (2, 3.5)], 0: "label"},
        "loss": float("nan"),
    }
    text = written(storage, tmp_path, value)
    assert text.startswith('{\n  "rmse": 0.5,\n  "n": 3,\n')
    assert '"loss": NaN' in text
    found = json.loads(text)
    assert list(found) == list(value), "the order given"
    del found["loss"]
    assert found == {
        "rmse": 0.5,
        "n": 3,
        "f32": 0.25,
        "good": True,
        "a": {"nested": [1, [2, 3.5]], "0": "label"},
    }
    assert found["good"] is True and type(found["n"]) is int


def test_metrics_without_the_rest(storage: ModuleType, tmp_path: Path) -> None:
    value = {
        "model": Foo(),
        "name": np.str_("x"),
        "matrix": np.eye(2),
        "nothing": None,
        "complex": 1j,
        "mixed": [1, Foo()],
        "empty": {},
        "deep": {"keep": 1, "drop": Foo()},
        "classes": {np.int64(1): 0.5},
    }
    assert json.loads(written(storage, tmp_path, value)) == {
        "name": "x",
        "matrix": [[1.0, 0.0], [0.0, 1.0]],
        "mixed": [1, None],
        "deep": {"keep": 1},
        "classes": {"1": 0.5},
    }


def test_metrics_that_hold_themselves(storage: ModuleType, tmp_path: Path) -> None:
    circle: list[Any] = [1]
    circle.append(circle)
    assert json.loads(written(storage, tmp_path, {"circle": circle}))["circle"][0] == 1


def test_tables(storage: ModuleType, tmp_path: Path) -> None:
    frame = pd.DataFrame({"model": ["a", "b"], "acc": [0.5, 0.25]}, index=["x", "y"])
    value = {"frame": frame, "row": frame.acc, "cv": np.array([0.5, 1.0]), "zero": 0.0}
    assert json.loads(written(storage, tmp_path, value)) == {
        "frame": {"model": {"x": "a", "y": "b"}, "acc": {"x": 0.5, "y": 0.25}},
        "row": {"x": 0.5, "y": 0.25},
        "cv": [0.5, 1.0],
        "zero": 0.0,
    }
