"""Other tags for tagged cells: the fewest changes with which each stage is one module."""

from collections.abc import Iterator
from pathlib import Path

from nb2prod.analysis.constants.literal_secrets import without_secrets
from nb2prod.notebook.load import load
from nb2prod.notebook.read import read_notebook
from nb2prod.notebook.tags import comment_tags
from nb2prod.plan.divided import planned
from nb2prod.settings import Settings
from nb2prod.stages.retagging import Retagging, as_wishes, retaggings
from nb2prod.suggest.notebook_files import Suggested
from nb2prod.suggest.suggestion import Piece, Suggestion


def repairs(path: Path) -> Suggested:
    """What other tags the stages' cells should have. Nothing of the notebook is run.

    Raises:
        ConversionError: the notebook cannot be converted, whatever its cells are tagged.
    """
    notebook = read_notebook(path)
    cells = {cell.number: cell for cell in load(path).cells}
    divided, _ = planned(as_wishes(without_secrets(notebook)), Settings())
    found = tuple(map(_suggestion, retaggings(notebook, divided)))
    return Suggested(notebook, found, cells)


def _suggestion(change: Retagging) -> Suggestion:
    cell, pieces = change.cell, tuple(_pieces(change))
    reason = f"instead of {cell.role}"
    if comment_tags(cell.source):
        reason += "; change the comment in the cell by hand"
    return Suggestion(cell.number, cell.id, pieces[0].role, 1.0, reason, pieces)


def _pieces(change: Retagging) -> Iterator[Piece]:
    roles = change.roles
    ends = [first - 1 for first, _ in roles[1:]] + [change.cell.source.count("\n") + 1]
    for (first, role), end in zip(roles, ends, strict=True):
        old = change.cell.role
        yield Piece(first, end, role, 1.0, "as before" if role is old else f"instead of {old}")
