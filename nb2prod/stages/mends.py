"""Mends of a refusal that were tried: the tag of one cell, with which the notebook converts."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from nb2prod.diagnostics import ConversionError, Diagnostic, Place
from nb2prod.notebook.model import STAGES, Notebook, Role

_TRIES = 2

Planned = Callable[[Notebook], object]


def with_tried_mend(
    found: Sequence[Diagnostic], notebook: Notebook, planned: Planned
) -> tuple[Diagnostic, ...]:
    """The findings; one that two stages cause tells which tag joins them, where that is enough.

    Args:
        found: what is refused.
        notebook: as the user tagged it.
        planned: plans a notebook, or raises `ConversionError`.
    """
    at = next((n for n, one in enumerate(found) if len(one.apart) > 1), None)
    if at is None:
        return tuple(found)
    for number, role in list(_retaggings(found[at].apart, notebook))[:_TRIES]:
        cells = (replace(c, role=role) if c.number == number else c for c in notebook.cells)
        try:
            planned(replace(notebook, cells=tuple(cells)))
        except ConversionError:
            continue
        advice = f"{found[at].advice} Or tag cell {number} `{role}`: the notebook converts then."
        return (*found[:at], replace(found[at], advice=advice.strip()), *found[at + 1 :])
    return tuple(found)


def _retaggings(apart: Sequence[Place], notebook: Notebook) -> Iterator[tuple[int, Role]]:
    """Each of the cells with the stage of another one, the last cell first."""
    roles = {cell.number: cell.role for cell in notebook.cells if cell.role in STAGES}
    numbers = list(dict.fromkeys(place.cell for place in apart if place.cell in roles))
    for number in sorted(numbers, reverse=True):
        for other in numbers:
            if roles[other] is not roles[number]:
                yield number, roles[other]
