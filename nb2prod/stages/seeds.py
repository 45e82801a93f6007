"""Seeds of cells that belong to no stage."""

from collections.abc import Iterable, Sequence

from nb2prod.graph.units import Part, Unit


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
