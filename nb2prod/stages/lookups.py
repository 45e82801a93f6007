"""Environment variables that stages look up: in the path layer, each stage for itself."""

from collections.abc import Iterable, Sequence

from nb2prod.graph.units import Part, Unit, without


def insert_lookups(parts: Iterable[Part], lookups: Sequence[Unit]) -> tuple[Part, ...]:
    """The parts with each lookup of the environment in all that need it, so that none is saved.

    What a stage looks up for itself does not cross from one stage to another.
    """
    made = tuple(parts)
    for unit in reversed(lookups):
        made = tuple(_with_lookup(part, unit) for part in made)
    return made


def _with_lookup(part: Part, unit: Unit) -> Part:
    (name,) = unit.must
    if not any(name in other.reads for other in part.units):
        return _without_lookup(part, unit)
    if any(name in other.must for other in part.units):
        return part
    return part.begun_with(without(unit, unit.must))


def _without_lookup(part: Part, unit: Unit) -> Part:
    """A part that does not need a lookup without it, unless nothing else is there."""
    if len(part.units) < 2:
        return part
    return part.with_cells([u for u in cell if u.index != unit.index] for cell in part.cells)
