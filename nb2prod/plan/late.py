"""Functions and objects that are kept while a global that they read gets a new value."""

import ast
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from nb2prod.plan.closures import captured
from nb2prod.plan.program import Unit


def late_rebound(
    units: Sequence[Unit], state: frozenset[str]
) -> Iterator[tuple[Unit, str, Unit, frozenset[str]]]:
    """Each statement that keeps a definition, its name, the later statement that rebinds, names."""
    binders: dict[str, list[int]] = {}
    for position, unit in enumerate(units):
        for name in unit.may:
            binders.setdefault(name, []).append(position)
    for position, unit in enumerate(units):
        facts = unit.analysed.facts
        for name, definition in unit.definitions.items():
            is_class = isinstance(definition.node, ast.ClassDef)
            if name not in facts.reads or not (is_class or name in facts.escaping):
                continue
            if not (facts.may_bind or is_class and facts.mutates):
                continue
            names = captured(definition, unit.definitions, state)
            later = _first_binder(binders, names, position)
            if later is not None:
                yield unit, name, units[later], units[later].may & names


def _first_binder(
    binders: dict[str, list[int]], names: frozenset[str], position: int
) -> int | None:
    found = []
    for name in names:
        places = binders.get(name, [])
        at = bisect_left(places, position)
        found += places[at : at + 1]
    return min(found, default=None)
