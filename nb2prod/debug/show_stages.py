"""The divided notebook: the stage of each statement, and the names of versions."""

from collections.abc import Iterator
from itertools import groupby

from nb2prod.analysis.model import Analysed, Analysis, Kind
from nb2prod.debug.text_table import names, table
from nb2prod.notebook.model import STAGES, Cell, Notebook


def stages_text(notebook: Notebook, divided: Notebook, analysis: Analysis) -> str:
    """A row for each piece of a cell: its lines, its tag, its stage, what it makes; new names.

    Args:
        notebook: with its tags.
        divided: the same, divided.
        analysis: of the divided one.
    """
    tags = {int(cell.number): cell for cell in notebook.cells}
    live = analysis.live
    rows: list[tuple[str, ...]] = [("cell", "lines", "tag", "stage", "binds and changes")]
    for (cell, _), statements in groupby(live, lambda a: (a.statement.cell, a.kind)):
        rows.append(_row(tags[int(cell.number)], cell, list(statements)))
    renamed = [f"`{old}` is called `{new}` where both exist" for new, old in divided.renamed]
    return "\n".join([table(rows), *renamed])


def _row(tagged: Cell, cell: Cell, statements: list[Analysed]) -> tuple[str, ...]:
    first, last = statements[0].statement, statements[-1].statement
    end = max(node.end_lineno or last.line for node in last.nodes)
    lines = f"{first.line}-{end}" if end > first.line else str(first.line)
    tag = str(tagged.role)
    if tagged.confidence is not None:
        tag += f" ({tagged.confidence:.2f})"
    kind = statements[0].kind
    stage = (
        str(cell.role) if kind is Kind.CODE and cell.role in STAGES else f"({_place(kind, cell)})"
    )
    made = names({n for a in statements for n in _made(a)})
    return str(int(cell.number)), lines, tag, stage, made


def _place(kind: Kind, cell: Cell) -> str:
    return str(cell.role) if kind is Kind.CODE else f"{kind}s"


def _made(a: Analysed) -> Iterator[str]:
    yield from a.facts.may_bind
    yield from a.facts.mutates
