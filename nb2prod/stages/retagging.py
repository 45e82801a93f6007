"""Other tags that are tried for a refused notebook, to find some with which it converts."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from nb2prod.diagnostics import ConversionError, Diagnostic
from nb2prod.naming import listed
from nb2prod.notebook.model import STAGES, Cell, Notebook, Role
from nb2prod.records import dataclass, replace

Planned = Callable[[Notebook], tuple[Notebook, object]]
"""Divides a notebook into stages and plans it, or raises `ConversionError`."""


@dataclass(frozen=True, slots=True)
class Retagging:
    """A cell that should have another tag; with several roles, from which line each holds."""

    cell: Cell
    roles: tuple[tuple[int, Role], ...]


def as_wishes(notebook: Notebook) -> Notebook:
    """The notebook as if the tags of its stages were suggestions, all equally sure."""
    cells = (replace(c, confidence=1.0) if c.role in STAGES else c for c in notebook.cells)
    return replace(notebook, cells=tuple(cells))


def retaggings(notebook: Notebook, divided: Notebook) -> Iterator[Retagging]:
    """The cells that were tagged otherwise than they were divided into stages."""
    made = roles_of(divided.cells)
    for cell in notebook.cells:
        roles = made.get(int(cell.number), ())
        if cell.role in STAGES and any(role is not cell.role for _, role in roles):
            yield Retagging(cell, roles)


def roles_of(parts: Iterable[Cell]) -> dict[int, tuple[tuple[int, Role], ...]]:
    """From which line on which role holds in each cell that these are the parts of."""
    made: dict[int, list[Cell]] = {}
    for part in parts:
        made.setdefault(int(part.number), []).append(part)
    # the lines of a file that a cell runs have no tags of their own
    files = {number for number, own in made.items() if any(part.file for part in own)}
    return {number: tuple(_roles(made[number])) for number in made.keys() - files}


def _roles(parts: Sequence[Cell]) -> Iterator[tuple[int, Role]]:
    """The lines of other parts are blank."""
    known: Role | None = None
    first = 1
    for part in parts:
        if part.role is not known:
            yield first, part.role
            known = part.role
        first = max(lines_of(part), default=first - 1) + 1


def lines_of(part: Cell) -> Iterator[int]:
    """The lines of a cell that a part of it has, from 1."""
    return (n for n, line in enumerate(part.source.split("\n"), 1) if line.strip())


def with_tried_fix(
    found: Sequence[Diagnostic], notebook: Notebook, planned: Planned
) -> tuple[Diagnostic, ...]:
    """The findings; one that two stages cause tells which tags join them, where that is enough.

    Args:
        found: what is refused.
        notebook: as the user tagged it.
        planned: tries other tags.
    """
    at = next((n for n, one in enumerate(found) if len(one.apart) > 1), None)
    if at is None:
        return tuple(found)
    try:
        divided, _ = planned(as_wishes(notebook))
    except ConversionError:
        return tuple(found)
    changes = list(retaggings(notebook, divided))
    advice = f"{found[at].advice} {_told(changes)}".strip() if changes else found[at].advice
    return (*found[:at], replace(found[at], advice=advice), *found[at + 1 :])


def _told(changes: Sequence[Retagging]) -> str:
    if len(changes) == 1 and len(changes[0].roles) == 1:
        (_, role), number = changes[0].roles[0], changes[0].cell.number
        return f"Or tag cell {number} `{role}`: the notebook converts then."
    numbers = [str(change.cell.number) for change in changes]
    cells = "cells" if len(numbers) > 1 else "cell"
    return (
        f"Or let `nb2prod tag --repair --write` change the tags of {cells} {listed(numbers)}: "
        "the notebook converts then."
    )
