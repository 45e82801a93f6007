"""What each stage repeats: seeds from cells without a stage, and reads of environment variables."""

from collections.abc import Iterable, Sequence

from nb2prod.graph.units import Part, Unit, without


def insert_seeds(
    parts: Iterable[Part], seeds: Sequence[Unit]
) -> tuple[tuple[Part, ...], tuple[Unit, ...]]:
    """The parts with seeds of cells that belong to no stage, each where it is drawn from first.

    Gives the seeds that no stage needs, too.
    """
    made = list(parts)
    unused: list[Unit] = []
    # the last first: each is put in front of those that are there
    for seed in reversed(seeds):
        at = _first_drawing(made, seed)
        if at is None:
            unused.append(seed)
        else:
            made[at] = made[at].begun_with(seed)
    return tuple(made), tuple(reversed(unused))


def _first_drawing(parts: Sequence[Part], seed: Unit) -> int | None:
    for number, part in enumerate(parts):
        later = [u for u in part.units if u.index > seed.index]
        if any(u.reads & seed.must for u in later):
            return number
        if later and any(u.index < seed.index for p in parts for u in p.units):
            return number
    return None


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
