"""Files that the notebook writes and then reads, which have to be there when it reads them."""

import ast
from collections.abc import Iterable, Mapping, Sequence, Set

from nb2prod.analysis.model import Definition, Lead
from nb2prod.graph.units import Part, UnitKey
from nb2prod.knowledge.schema import Access
from nb2prod.plan.forms import only_makes_directory
from nb2prod.plan.outputs import DIRECTORY, pattern_of, prefix_of, reads_several
from nb2prod.plan.paths import Key, Use, directory_of, kind_of, own_calls, tidy
from nb2prod.records import dataclass, replace

Uses = Mapping[UnitKey, tuple[Use, ...]]
InnerUses = Mapping[Key, Sequence[Use]]


@dataclass(frozen=True, slots=True)
class ReadBack:
    """The uses of statements and of definitions, and the calls that save a figure that is read."""

    uses: Uses
    inner: InnerUses
    figures: frozenset[int]


def with_read_back(
    parts: Sequence[Part],
    uses: Uses,
    inner: InnerUses,
    definitions: Mapping[Key, Definition],
) -> ReadBack:
    """The uses, where figures that are read are files, and those that a class saves in a folder
    which it is given.

    A part that removes a file of an earlier one is given it.
    """
    every = [u for found in (*uses.values(), *inner.values()) for u in found]
    read = _figures_read(every) | _in_given_folders(every, definitions)
    found = {key: _as_files(own, read) for key, own in uses.items()}
    inside = {key: _as_files(own, read) for key, own in inner.items()}
    return ReadBack(_with_removals(parts, found), inside, read)


def with_made_folders(parts: Sequence[Part], uses: Uses) -> Uses:
    """Uses that ask for a folder which a statement before them made read what the folder holds.

    The statement that made it is left out of the scripts, so that only out_dir has the folder.
    """
    found = dict(uses)
    made: set[str | None] = set()
    for unit in (unit for part in parts for unit in part.units):
        found[unit.key] = tuple(
            replace(use, access=Access.READ_DIRECTORY)
            if use.access is Access.EXISTS and use.path in made
            else use
            for use in uses[unit.key]
        )
        if only_makes_directory(unit, uses[unit.key]):
            made |= {use.path for use in uses[unit.key] if use.makes_directory and use.path}
    return found


def _figures_read(uses: Iterable[Use]) -> frozenset[int]:
    """The calls, by the id of their node, that save a figure which the notebook reads again."""
    uses = list(uses)
    reads = [use for use in uses if use.removes or not use.writes]
    return frozenset(
        id(use.call.node)
        for use in uses
        if use.figure and use.call and any(_meets(use, read) for read in reads)
    )


def _in_given_folders(uses: Iterable[Use], definitions: Mapping[Key, Definition]) -> frozenset[int]:
    """The calls of classes that save a figure where statements say: no stage collects these."""
    classes = (one for one in definitions.values() if isinstance(one.node, ast.ClassDef))
    inside = {id(call.node) for one in classes for call in own_calls(one)}
    given = (u.call for u in uses
             if u.figure and u.call and u.argument is not u.call.argument
             and directory_of(u) is not None)  # fmt: skip
    return frozenset(id(call.node) for call in given) & inside


def _meets(figure: Use, read: Use) -> bool:
    """Whether a read may be of the file of a figure, or of a folder that holds it."""
    pattern = pattern_of(replace(figure, read_back=True), 0)
    start = directory_of(read)
    if start is None or (figure.path is None and pattern is None):
        return False
    if read.path is not None and read.access not in DIRECTORY:
        return pattern.holds(read.path) if pattern else read.path == figure.path
    if read.access in DIRECTORY and read.path is not None:  # the folder, or a pattern below it
        path = figure.path or (pattern.start + "/" if pattern else "")
        return start == "." or path.startswith(f"{start}/")
    if pattern or read.values is None:
        return pattern.meets(read) if pattern else (figure.path or "").startswith(prefix_of(read))
    return figure.path in {tidy(value) for value in read.values}


def _as_files(uses: Iterable[Use], read: Set[int]) -> tuple[Use, ...]:
    return tuple(replace(u, read_back=u.call is not None and id(u.call.node) in read) for u in uses)


def _with_removals(parts: Sequence[Part], uses: Uses) -> Uses:
    found = dict(uses)
    made: set[str | None] = set()
    for keys in ([unit.key for unit in part.units] for part in parts):
        own = {use.path for key in keys for use in uses[key] if use.writes and not use.removes}
        for key in keys:
            found[key] = tuple(
                replace(use, access=Access.READ) if use.removes and use.path in made - own else use
                for use in uses[key]
            )
        made |= own
    return found


def written_and_read(
    uses: Sequence[Use],
    reads: dict[tuple[str, str], None],
    several: dict[str, list[Use]],
) -> tuple[Iterable[str], set[str]]:
    """What a part writes, and what it reads first; adds to what the notebook reads."""
    writes: dict[str, None] = {}
    read_first: set[str] = set()
    # a file that is made only if it is missing is the stage's own, also where it is read
    cached = {use.path for use in uses if use.access is Access.EXISTS}
    cached &= {use.path for use in uses if use.writes and use.path is not None}
    for use in uses:
        start = directory_of(use)
        if use.figure or start is None or (use.path in cached and not use.writes):
            continue
        if use.writes and use.path is not None and not use.makes_directory:
            writes.setdefault(use.path)
        elif not use.writes and use.path not in writes:
            reads.setdefault((start, kind_of(use)))
            read_first.add(start)
            if reads_several(use):
                several.setdefault(start, []).append(use)
    return writes, read_first


def with_writes_as_read(parts: Sequence[Part], own: Uses) -> dict[UnitKey, tuple[Use, ...]]:
    """The uses, where a write to a path by a name stays as it is if a read by that name does:
    ``if found is None: found = "a.csv"; download(url, found)``, then ``read_csv(found)``."""
    staying: set[int] = set()
    for part in parts:
        written: dict[str, list[Use]] = {}
        for unit in part.units:
            named = [(u.argument.id, u) for u in own[unit.key] if isinstance(u.argument, ast.Name)]
            for name in unit.must - {name for name, _ in named}:
                written.pop(name, None)
            for name, use in named:
                if use.writes:
                    written.setdefault(name, []).append(use)
            for name, use in named:
                if not use.writes and directory_of(use) is None:
                    staying |= {id(u) for u in written.get(name, ())}
    return {
        key: tuple(
            replace(u, path=None, values=None, start=Lead(prefix=u.path or ""))
            if id(u) in staying
            else u
            for u in uses
        )
        for key, uses in own.items()
    }
