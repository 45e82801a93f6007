"""The value graph: versions of names, and which statement has to stay after which."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from nb2prod.analysis.model import Analysis
from nb2prod.debug.text_table import at, source, table
from nb2prod.graph.depends import Edge, dependences
from nb2prod.graph.program import program_of
from nb2prod.graph.units import Unit
from nb2prod.graph.versions import Use, Version, versions_of


def graph_text(analysis: Analysis) -> str:
    """One row per statement: the versions that it reads and binds, and what it stays after.

    ``df@6.1`` is the version of `df` that the statement in cell 6, line 1 binds first; ``df@6.1!``
    is changed in place. A dependence that follows from the others is not shown.
    """
    program = program_of(analysis)
    units = program.units
    versions = versions_of(units, program)
    before = nearest(len(units), dependences(units, versions))
    rows = []
    for n, unit in enumerate(units):
        after = ", ".join(at(units[b].analysed.statement) for b in before[n])
        told = [*_values(units, versions.uses[n]), f"after {after}" if after else ""]
        where = at(unit.analysed.statement)
        rows.append((where, source(unit.analysed.statement), "; ".join(filter(None, told))))
    head = [("", "parameters", ", ".join(name for name, _ in program.config))]
    head += [("", "constants", ", ".join(name for name, _ in program.constants))]
    return table([row for row in head if row[-1]] + rows)


def nearest(count: int, edges: Collection[Edge]) -> Mapping[int, tuple[int, ...]]:
    """For each statement those that it stays after, without what follows from the others.

    >>> nearest(3, [(0, 1), (1, 2), (0, 2)])
    {0: (), 1: (0,), 2: (1,)}
    """
    above: dict[int, set[int]] = {n: set() for n in range(count)}
    for first, second in edges:
        above[second].add(first)
    everything: dict[int, set[int]] = {}
    found: dict[int, tuple[int, ...]] = {}
    for n in range(count):
        through = set().union(*(everything[one] for one in above[n]))
        everything[n] = through | above[n]
        found[n] = tuple(sorted(above[n] - through))
    return found


def _values(units: Sequence[Unit], uses: Iterable[Use]) -> Iterator[str]:
    def label(version: Version) -> str:
        name, position = version
        return f"{name}@{at(units[position].analysed.statement)}" if position >= 0 else name

    listed = list(uses)
    taken = [label(u.read) + ("!" if u.writes else "") for u in listed if u.read is not None]
    made = [label(u.bound) for u in listed if u.bound is not None]
    if taken:
        yield f"reads {', '.join(taken)}"
    if made:
        yield f"binds {', '.join(made)}"
