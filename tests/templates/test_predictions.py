"""The generated predictions module."""

import csv
import json
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from .conftest import module_for

DATES = pd.DatetimeIndex(["2024-01-01", "2024-01-02"])


@pytest.mark.parametrize(
    ("predictions", "rows"),
    [
        ({"p": np.array([1, 0])}, [["p"], ["1"], ["0"]]),
        ({"p": [0.1, 1e-17]}, [["p"], ["0.1"], ["1e-17"]]),
        ({"p": np.array([[0.25, 0.75]])}, [["p_0", "p_1"], ["0.25", "0.75"]]),
        ({"p": np.array(["a,b", 'c"']), "q": [1, 2]}, [["p", "q"], ["a,b", "1"], ['c"', "2"]]),
        ({"p": pd.Series([1, 2], index=[7, 9])}, [["index", "p"], ["7", "1"], ["9", "2"]]),
        ({"p": pd.Series([1, 2])}, [["p"], ["1"], ["2"]]),
        ({"t": pd.DataFrame({"a": [1]})}, [["t"], ["1"]]),
        ({"n": 3, "p": [1, 2], "other": [1, 2, 3]}, [["p"], ["1"], ["2"]]),
        ({"p": [{}, 1]}, [["p"], ["{}"], ["1"]]),
        ({"p": [{1}, {2}]}, [["p"], ["{1}"], ["{2}"]]),
        ({"p": [[1], [1, 2]]}, [["p"], ["[1]"], ["[1, 2]"]]),
        ({"p": [np.ones((2, 2))], "q": [1]}, [["q"], ["1"]]),
        ({"p": [[1, 2], [3, 4]]}, [["p_0", "p_1"], ["1", "2"], ["3", "4"]]),
        (
            {"t": pd.DataFrame({"a": [1, 2]}, index=DATES)},
            [["index", "t"], ["2024-01-01", "1"], ["2024-01-02", "2"]],
        ),
    ],
)
def test_rows(predictions: dict[str, Any], rows: list[list[str]], tmp_path: Path) -> None:
    module = module_for(tmp_path, "csv", ("predictions",))
    module.save_predictions(predictions, tmp_path / "predictions.csv")
    with (tmp_path / "predictions.csv").open(newline="", encoding="utf-8") as file:
        assert list(csv.reader(file)) == rows


ROWS = pd.DataFrame({"x": [5, 6]}, index=pd.Index(["a", "b"], name="who"))


@pytest.mark.parametrize(
    ("predictions", "rows", "lines"),
    [
        ({"p": np.array([1, 0])}, ROWS, "who,p\na,1\nb,0\n"),
        ({"p": pd.Series([1, 0], index=[8, 9])}, ROWS.x, "who,p\na,1\nb,0\n"),
        ({"p": np.array([1, 0, 2])}, ROWS, "p\n1\n0\n2\n"),
        ({"p": np.array([1, 0])}, ROWS.reset_index(), "p\n1\n0\n"),
        ({"p": [1, 0]}, ROWS.set_index("x", append=True), "who,x,p\na,5,1\nb,6,0\n"),
    ],
)
def test_rows_that_are_predicted_on_give_the_index(
    predictions: dict[str, Any], rows: Any, lines: str, tmp_path: Path
) -> None:
    module = module_for(tmp_path, "csv", ("predictions", "rows"))
    module.save_predictions(predictions, tmp_path / "predictions.csv", rows)
    assert (tmp_path / "predictions.csv").read_text(encoding="utf-8") == lines


@pytest.mark.parametrize(
    ("predictions", "rows"),
    [
        ({"p": np.array([1, 0])}, [{"p": 1}, {"p": 0}]),
        ({"p": np.array([[0.25, 0.75]])}, [{"p_0": 0.25, "p_1": 0.75}]),
        (
            {"p": np.array(["é", "b"]), "q": [True, None]},
            [{"p": "é", "q": True}, {"p": "b", "q": None}],
        ),
        ({"p": [np.nan, -np.inf, 1e-17]}, [{"p": None}, {"p": "-inf"}, {"p": 1e-17}]),
        ({"p": pd.Series([np.int64(1), pd.NA], dtype=object)}, [{"p": 1}, {"p": None}]),
        (
            {"p": pd.Series(pd.to_datetime(["2024-01-01", None]))},
            [{"p": "2024-01-01 00:00:00"}, {"p": None}],
        ),
        ({"p": np.ones((1, 1, 2)), "q": [1]}, [{"q": 1}]),
        ({"p": []}, []),
        ({"n": 3}, []),
    ],
)
def test_json_lines(
    predictions: dict[str, Any], rows: list[dict[str, Any]], tmp_path: Path
) -> None:
    module = module_for(tmp_path, "jsonl", ("predictions",))
    path = tmp_path / "predictions.jsonl"
    module.save_predictions(predictions, path)
    assert [
        json.loads(line, parse_constant=pytest.fail) for line in path.open(encoding="utf-8")
    ] == rows
