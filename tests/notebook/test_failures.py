"""Cells that an error ended: which count, which line failed, and what is in doubt."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from nb2prod.notebook.failures import Failure
from nb2prod.notebook.load import load
from nb2prod.suggest.notebook_files import suggest


def frame(source: str, line: int, head: str = "Cell In[3], line 1") -> str:
    """A frame of a traceback as IPython writes it, with colours."""
    return f"{head}\n\x1b[0;32m----> {line}\x1b[0;31m {source.splitlines()[line - 1]}\x1b[0m\n"


def cell(source: str, error: str = "", trace: Sequence[str] = (), count: int | None = 1) -> Any:
    """A code cell as nbformat 4 writes it; with an error it has printed something before."""
    value = "name 'a' is not defined" if error == "NameError" else "no"
    told = {"output_type": "error", "ename": error, "evalue": value, "traceback": [*trace]}
    printed = {"output_type": "stream", "name": "stdout", "text": "x"}
    outputs = [printed, told] if error else []
    return {"cell_type": "code", "source": source, "metadata": {}, "outputs": outputs,
            "execution_count": count}  # fmt: skip


def written(folder: Path, cells: Sequence[Any]) -> Path:
    path = folder / "nb.ipynb"
    book = {"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": [*cells]}
    path.write_text(json.dumps(book), encoding="utf-8")
    return path


CODE = "b = 1\na.fit(b)"
PANDAS = (
    "pandas/core/indexes/base.py in get_loc(self)\n---> 2895 return self._engine.get_loc(key)\n"
)
CHAINED = "\nThe above exception was the direct cause of the following exception:\n"
LACKS = "the machine may have lacked something"

# What is special, the cell, and what is known of its failure.
ONE = {
    "no error": (cell(CODE), None),
    "new traceback": (cell(CODE, "ValueError", [frame(CODE, 2)]), Failure("ValueError", 2)),
    "old traceback": (
        cell(CODE, "KeyError", ["---", frame(CODE, 2, "<ipython-input-3-ab12> in <module>()")]),
        Failure("KeyError", 2)),
    "traceback of VS Code": (
        cell(CODE, "KeyError", [frame(CODE, 1, "/tmp/ipykernel_12/34.py in <module>")]),
        Failure("KeyError", 1)),
    "raised from another": (
        cell(CODE, "KeyError", [PANDAS, CHAINED, frame(CODE, 2), PANDAS]), Failure("KeyError", 2)),
    "in a function of the notebook": (
        cell(CODE, "KeyError", [frame(CODE, 2), frame("def f(): pass", 1, "Cell In[1], line 9")]),
        Failure("KeyError", 2)),
    "timed line": (
        cell("b = 1\n%time a.fit(b)", "ValueError",
             [frame("b = 1\nget_ipython().run_line_magic('time', 'a.fit(b)')", 2)]),
        Failure("ValueError", 2)),
    "timed cell": (
        cell("%%time\na.fit(b)", "ValueError", [frame("get_ipython().run_cell_magic('t')", 1)]),
        Failure("ValueError", 0)),
    "no traceback": (cell(CODE, "ValueError"), Failure("ValueError", 0)),
    "changed since": (cell(CODE, "ValueError", [frame("c = 1\na.fit(c)", 2)]), None),
    "shorter since": (cell("b = 1", "ValueError", [frame(CODE, 2)]), None),
    "no Python then, fixed since": (cell(CODE, "SyntaxError", [frame(CODE, 2)]), None),
    "no name": (cell(CODE, "no name!", [frame(CODE, 2)]), None),
    "interrupted": (
        cell(CODE, "KeyboardInterrupt", [frame(CODE, 2)]),
        Failure("KeyboardInterrupt", 2, "its run was interrupted")),
    "no file": (cell(CODE, "FileNotFoundError", [frame(CODE, 2)]),
                Failure("FileNotFoundError", 2, LACKS)),
    "no memory": (cell(CODE, "OutOfMemoryError", [frame(CODE, 2)]),
                  Failure("OutOfMemoryError", 2, LACKS)),
}  # fmt: skip


@pytest.mark.parametrize(("one", "wanted"), ONE.values(), ids=ONE)
def test_one_cell(tmp_path: Path, one: Any, wanted: Failure | None) -> None:
    assert load(written(tmp_path, [one])).cells[0].failure == wanted


def doubts(folder: Path, *cells: Any) -> list[str | None]:
    found = (one.failure for one in load(written(folder, cells)).cells)
    return [one and one.doubt for one in found]


def test_a_cell_above_was_run_after_it(tmp_path: Path) -> None:
    failed = cell(CODE, "ValueError", [frame(CODE, 2)], 3)
    late = "cells above it were run after it"
    assert doubts(tmp_path, cell("b = 2", count=7), failed) == [None, late]
    assert doubts(tmp_path, cell("b = 2", count=2), failed) == [None, ""]
    assert doubts(tmp_path, failed, cell("b = 2", count=2)) == ["", None]


def test_a_name_that_a_failed_cell_was_to_bind(tmp_path: Path) -> None:
    binds, other = "a = read()", "c = read()"
    failed = cell(CODE, "NameError", [frame(CODE, 2)], None)
    first = cell(binds, "OSError", [frame(binds, 1)], None)
    second = cell(other, "KeyError", [frame(other, 1)], None)
    assert doubts(tmp_path, first, failed)[1] == "a cell above it had failed"
    assert doubts(tmp_path, second, failed)[1] == ""


HEAD = """import numpy as np
from sklearn.linear_model import Ridge
X, y = np.arange(6.0).reshape(6, 1), np.arange(6.0)"""
FITTED = "model = Ridge().fit(X, y)"
ENDS = "model.predict(X).round().plot()"

# What is special, the failing cell with its line, the cells behind it, the pieces and their lines.
SUGGESTED = {
    "bound anew behind it": (
        "model = Ridge(2)\nmodel.fit(X)", 2, [FITTED, "model.score(X, y)"], [("skip", 1)]),
    "nothing bound": ("Ridge().fit(X)", 1, [FITTED], [("skip", 1)]),
    "needed": ("model = Ridge(2).fit(X)", 1, ["model.score(X, y)"], [("train", 1)]),
    "needed, by a change": (
        "model = Ridge(2)\nmodel.fit(X)", 2, ["model.score(X, y)"], [("train", 1)]),
    "lines above are needed": (
        f"{FITTED}\n{ENDS}\nother = 1", 2, ["model.score(X, y)"], [("train", 1), ("skip", 2)]),
    "what was measured above": (
        f"mse = ((model.predict(X) - y) ** 2).mean()\nprint(mse)\n{ENDS}", 3, [],
        [("predict", 1), ("skip", 3)]),
    "a definition behind the line": (
        f"{FITTED}\n{ENDS}\ndef twice(x): return 2 * x", 2, ["print(twice(model.score(X, y)))"],
        [("train", 1), ("evaluate", 2)]),
}  # fmt: skip


@pytest.mark.parametrize(("code", "line", "behind", "wanted"), SUGGESTED.values(), ids=SUGGESTED)
def test_suggested(
    tmp_path: Path, code: str, line: int, behind: list[str], wanted: list[tuple[str, int]]
) -> None:
    first = [cell(HEAD), *([cell(FITTED)] if "mse" in code else [])]
    failed = cell(code, "TypeError", [frame(code, line)])
    path = written(tmp_path, [*first, failed, *map(cell, behind)])
    found = suggest(path, divide=False).suggestions[len(first)]
    assert [(piece.role, piece.first) for piece in found.pieces] == wanted
    if wanted[-1][0] == "skip":
        assert "it ended with `TypeError`" in found.pieces[-1].reason


@pytest.mark.parametrize("error", ["KeyboardInterrupt", "ImportError"])
def test_in_doubt_the_cell_stays(tmp_path: Path, error: str) -> None:
    path = written(tmp_path, [cell(HEAD), cell(FITTED, error, [frame(FITTED, 1)])])
    assert [one.role for one in suggest(path, divide=False).suggestions][-1] == "train"
