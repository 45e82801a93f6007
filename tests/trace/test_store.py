"""trace.json."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from nb2prod.analysis.model import Type
from nb2prod.notebook.model import Cell, Notebook, Role
from nb2prod.trace.store import (
    TRACE,
    code_hash,
    stored_trace,
    trace_from,
    trace_text,
    with_harmless_calls,
)
from nb2prod.trace.traced import Trace, TracedFile, TracedStage, TracedValue

VALUE = TracedValue(Type("pandas.DataFrame"), {"a": "int64", "ü\0": "str"}, (2, 2), "pickle")
STAGE = TracedStage({"df": VALUE}, {"x": TracedValue(Type("int"), saved="json")})
TRACED = Trace("abc", {"train": STAGE}, (TracedFile("data/a.csv", "read", 1),))


def test_there_and_back() -> None:
    text = trace_text(TRACED)
    assert trace_from(text) == TRACED
    assert trace_text(TRACED) == text
    line = next(line for line in text.splitlines() if '"df"' in line)
    assert line.endswith("}") and "shape" in line, "a value stands on one line"
    assert json.loads(text)["nb2prod_trace"] == 1


def test_files_of_others_and_damaged_ones(tmp_path: Path) -> None:
    assert stored_trace(tmp_path) is None
    (tmp_path / TRACE).write_text('{"spans": []}')
    assert stored_trace(tmp_path) is None
    (tmp_path / TRACE).write_text(trace_text(TRACED)[:-30])
    assert stored_trace(tmp_path) == Trace("")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"pandas.DataFrame"', '"pandas.DataFrame = exec()"'),
        ('"(2, 2)"', '"(2, x)"'),
        ('"(2, 2)"', '"(2, 2)\\nimport os"'),
        ('"read"', '"eat"'),
        ('"saved": "json", ', ""),
    ],
)
def test_what_could_get_into_code_is_looked_at(old: str, new: str) -> None:
    text = trace_text(TRACED)
    assert old in text
    with pytest.raises(ValueError, match="not a"):
        trace_from(text.replace(old, new))


def notebook(*cells: tuple[Role, str, int]) -> Notebook:
    made = (Cell(number, f"id{number}", role, source) for role, source, number in cells)
    return Notebook("n", tuple(made))


def test_what_calls_do_is_sealed() -> None:
    traced = replace(TRACED, harmless=((1, 4, 0, "scaled"), (2, 1, 1, "report")))
    text = trace_text(traced)
    assert trace_from(text) == traced
    for old, new in (('"line": 4', '"line": 5'), ("scaled", "spoil"), ('"abc"', '"abd"')):
        with pytest.raises(ValueError, match="edited"):
            trace_from(text.replace(old, new))


def test_calls_are_found_again_where_texts_have_come_between() -> None:
    traced = Trace("", harmless=((2, 4, 0, "scaled"), (3, 1, 0, "gone")))
    book = notebook((Role.TRAIN, "a = 1", 3), (Role.SKIP, "", 4), (Role.TRAIN, "b = 2", 7))
    assert with_harmless_calls(book, traced).harmless == {(7, 4, 0, "scaled")}


def test_hash() -> None:
    one = code_hash(notebook((Role.TRAIN, "a = 1", 1)))
    assert one == code_hash(notebook((Role.SKIP, "b", 1), (Role.TRAIN, "a = 1", 5)))
    assert one != code_hash(notebook((Role.TRAIN, "a = 2", 1)))
    assert one != code_hash(notebook((Role.PREDICT, "a = 1", 1)))
