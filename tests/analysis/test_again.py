"""The analysis of a notebook in other stages is that of a walk through it."""

import ast
import re
from dataclasses import replace
from pathlib import Path

import pytest

from nb2prod.analysis import again
from nb2prod.analysis.again import analysed_again
from nb2prod.analysis.analyse import analyse
from nb2prod.analysis.model import Analysis
from nb2prod.notebook.model import Cell, Notebook, Role, part_number
from nb2prod.notebook.read import read_notebook
from nb2prod.stages.divide import divide

SAMPLES = sorted(Path("sample_notebooks").glob("*.ipynb"))


def shown(analysis: Analysis) -> list[str]:
    """All facts as text; nodes without where they lie in memory."""
    rows = [(a.statement.cell.role, a.statement.source.strip(), a) for a in analysis.statements]
    return [re.sub(r"<ast\.\w+ object at \w+>", "<node>", repr(row)) for row in rows]


def in_parts(notebook: Notebook) -> Notebook:
    """Cells without comments in two parts, the first statement and the rest."""
    cells = []
    for cell in notebook.cells:
        starts = [n.lineno for n in ast.parse(cell.source).body]
        if cell.role is Role.SKIP or len(starts) < 2 or "#" in cell.source:
            cells.append(cell)
            continue
        lines = cell.source.split("\n")
        middle = starts[1] - 1
        first = "\n".join(lines[:middle])
        rest = "\n".join([""] * middle + lines[middle:])
        number = part_number(int(cell.number), 1)
        cells += [replace(cell, source=first), replace(cell, source=rest, number=number)]
    return replace(notebook, cells=tuple(cells))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_facts_of_parts(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    notebook = read_notebook(path)
    divided = in_parts(divide(notebook, analyse(notebook)))
    walked = analyse(divided)
    known = analyse(notebook)
    monkeypatch.setattr(again, "analyse", None)  # nothing is walked again
    found = analysed_again(divided, [known])
    assert shown(found) == shown(walked)
    assert [a.statement.place for a in found.statements] == [
        a.statement.place for a in walked.statements
    ]


@pytest.mark.parametrize(
    "other",
    [
        (Cell(1, "a", Role.TRAIN, "x = 2"), Cell(2, "b", Role.TRAIN, "y = x")),
        (Cell(1, "a", Role.SKIP, "x = 1"), Cell(2, "b", Role.TRAIN, "y = x")),
        (Cell(1, "a", Role.TRAIN, "x = 1"),),
    ],
    ids=["other code", "skipped", "less"],
)
def test_other_code_is_walked(other: tuple[Cell, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    cells = (Cell(1, "a", Role.TRAIN, "x = 1"), Cell(2, "b", Role.TRAIN, "y = x"))
    known = analyse(Notebook("n", cells))
    walked: list[Notebook] = []
    monkeypatch.setattr(again, "analyse", lambda one: walked.append(one) or analyse(one))
    found = analysed_again(Notebook("n", other), [known])
    assert shown(found) == shown(analyse(Notebook("n", other)))
    assert walked == [Notebook("n", other)]
