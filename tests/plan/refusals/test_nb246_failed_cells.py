"""A cell that an error ended: what is told of it, and that what is advised fixes it."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from nb2prod.configuration import Choices
from nb2prod.convert import convert
from nb2prod.diagnostics import Diagnostic, Severity
from nb2prod.notebooks import Job
from nb2prod.settings import Settings
from nb2prod.verify.verification import Options
from nb2prod.verify.verify_notebook import verified
from tests.notebook.test_failures import cell, frame, written

HEAD = """import numpy as np
X, y = np.arange(6.0).reshape(6, 1), np.arange(6.0)"""
FITTED = "from sklearn.linear_model import Ridge\nmodel = Ridge().fit(X, y)"
SCORED = "print(model.score(X, y))"
FIRST, MIDDLE = "tag the cell `skip`", "put what stands from here on into a cell"

# What is special, the cell that fails as a stage at a line, and the advice.
WARNED = {
    "nothing needs it": ("train: Ridge().fit(X)", 1, FIRST),
    "its lines above are needed": ("train: W = 2\nRidge().fit(X)", 2, MIDDLE),
    "bound anew before it is read": ("train: W = Ridge().fit(X)", 1, FIRST),
    "needed": ("train: V = Ridge().fit(X)", 1, "again: cell 4 needs what it makes"),
    "of an unknown line": ("train: Ridge().fit(X)", 0, FIRST),
}  # fmt: skip


def book(folder: Path, cells: Sequence[tuple[str, str, int | None]]) -> Path:
    """A notebook of cells with tags; one with a line fails there."""
    made = []
    for tag, source, line in cells:
        trace = [frame(source, line)] if line else []
        one = cell(source, "" if line is None else "TypeError", trace)
        one["metadata"] = {"tags": [tag]} if tag else {}
        made.append(one)
    return written(folder, made)


def told(path: Path, **settings: bool) -> list[Diagnostic]:
    notes = convert(path, Settings(**settings)).notes  # type: ignore[arg-type]
    return [one for one in notes if one.code == "NB246"]


def around(tagged: str, line: int | None) -> list[tuple[str, str, int | None]]:
    tag, _, source = tagged.partition(": ")
    reads = "print(V)" if "V" in source else "W = 1"
    return [
        ("preprocess", HEAD, None), ("train", FITTED, None), (tag, source, line),
        ("evaluate", f"{reads}\n{SCORED}", None),
    ]  # fmt: skip


@pytest.mark.parametrize(("tagged", "line", "advice"), WARNED.values(), ids=WARNED)
def test_tagged_cells_are_warned_of(tmp_path: Path, tagged: str, line: int, advice: str) -> None:
    (one,) = told(book(tmp_path, around(tagged, line)))
    assert one.severity is Severity.WARNING and one.place is not None
    assert "`TypeError`" in one.message and advice in one.advice
    assert (int(one.place.cell), one.place.line) == (3, line or 1)


@pytest.mark.parametrize(("tagged", "line", "advice"), WARNED.values(), ids=WARNED)
def test_the_advice_fixes_it(tmp_path: Path, tagged: str, line: int, advice: str) -> None:
    cells = around(tagged, line)
    tag, source, _ = cells[2]
    lines = source.splitlines()
    if advice == FIRST:
        cells[2] = ("skip", source, line)
    elif advice == MIDDLE:
        before, failed = "\n".join(lines[: line - 1]), "\n".join(lines[line - 1 :])
        cells[2:3] = [(tag, before, None), ("skip", failed, 1)]
    else:
        cells[2] = (tag, source.replace("fit(X)", "fit(X, y)"), None)
    path = book(tmp_path, cells)
    assert not told(path)
    assert not [one for one in convert(path).notes if one.severity is not Severity.NOTE]


def test_what_is_left_out_is_a_note(tmp_path: Path) -> None:
    cells = [("", source, line) for _, source, line in around("train: W = 2\nRidge().fit(X)", 2)]
    (one,) = told(book(tmp_path, cells), auto_tag=True)
    assert one.severity is Severity.NOTE and one.message.startswith("left out from here on")


def test_an_interrupted_run_is_a_note(tmp_path: Path) -> None:
    path = book(tmp_path, around("train: Ridge().fit(X)", 1))
    path.write_text(path.read_text("utf-8").replace("TypeError", "KeyboardInterrupt"), "utf-8")
    (one,) = told(path)
    assert one.severity is Severity.NOTE and "interrupted" in one.message


@pytest.mark.parametrize("skipped", [True, False], ids=["in no script", "only shown"])
def test_nothing_is_told_where_no_script_has_the_line(tmp_path: Path, skipped: bool) -> None:
    cells = around("skip: Ridge().fit(X)" if skipped else "train: model.coef_[9]", 1)
    assert not told(book(tmp_path, cells))


@pytest.mark.slow
def test_verify_goes_on_behind_what_failed(tmp_path: Path) -> None:
    cells = [("", source, line) for _, source, line in around("train: W = 2\nRidge().fit(X)", 2)]
    path = book(tmp_path, cells)
    job = Job(path, tmp_path / "package", Choices(Settings(auto_tag=True)))
    assert verified(job, Options()).equal
