"""The files that each part touches, and the folders that several parts write to."""

from collections.abc import Container, Iterator, Mapping, Sequence, Set
from dataclasses import field

from nb2prod.analysis.model import IOCall
from nb2prod.graph.units import Part
from nb2prod.plan.outputs import Pattern, makes_new_directory, pattern_of, prefix_of, reads_several
from nb2prod.plan.paths import Use, directory_of, folder_of, kind_of, tidy, use_of
from nb2prod.plan.read_back import InnerUses, Uses
from nb2prod.records import dataclass, replace


@dataclass(frozen=True, slots=True)
class Touched:
    """The files that one part touches, by its own statements and by what they call.

    ``at`` has the uses with the statements that make them, ``uses`` those that may come at any
    time last.
    """

    uses: tuple[Use, ...]
    at: tuple[tuple[int, Use], ...]
    written_at: Mapping[str, int]
    patterns: tuple[Pattern, ...]


def touched_by(parts: Sequence[Part], uses: Uses, inner: InnerUses) -> list[Touched]:
    """The files that each part touches; ``inner`` are the uses of its definitions.

    What a definition does is done by the statements that are known to run it. What nobody is
    known to run, any statement may that reaches the definition, after all that is known.
    """
    units = (unit for part in parts for unit in part.units)
    known = {id(c.node) for u in units for c in u.analysed.facts.io if c.inside}
    return [_touched(part, uses, inner, known) for part in parts]


def _touched(part: Part, uses: Uses, inner: InnerUses, known: Set[int]) -> Touched:
    at: list[tuple[int, Use]] = []
    written_at: dict[str, int] = {}
    every: list[Use] = []
    perhaps: list[Use] = []
    for unit in part.units:
        own = uses.get(unit.key, ())
        run = [call for call in unit.analysed.facts.io if call.inside]
        here = {id(call.node): call for call in run}
        inside = [u for d in unit.analysed.facts.definitions for u in inner.get(d.key, ())]
        called = [
            _with_paths(use, here)
            for use in inside
            if use.call is None or id(use.call.node) in here
        ]
        unseen = [use for use in inside if use.call and id(use.call.node) not in known]
        for use in (*own, *map(use_of, run)):
            if use.writes and use.path is not None:
                written_at.setdefault(use.path, unit.index)
        at += ((unit.index, use) for use in (*own, *called, *unseen))
        every += (*own, *called)
        perhaps += unseen
    patterns = tuple(made for index, use in at if (made := pattern_of(use, index)))
    return Touched((*every, *perhaps), tuple(at), written_at, patterns)


def _with_paths(use: Use, run: Mapping[int, IOCall]) -> Use:
    """The use of a definition with the files that it is known to touch in this call of it."""
    values = run[id(use.call.node)].values if use.call else None
    return replace(use, values=values) if values and use.path is None else use


def wanted_by(part: Touched) -> dict[str, frozenset[str]]:
    """By folder the files that a part reads in it, where all are known."""
    found: dict[str, frozenset[str]] = {}
    unknown: set[str] = set()
    for use, folder in _reads(part):
        if reads_several(use):
            wanted = _wanted_by(use)
            found[folder] = found.get(folder, frozenset()) | (wanted or frozenset())
            unknown |= set() if wanted else {folder}
    return {folder: files for folder, files in found.items() if folder not in unknown}


def filled_since(
    parts: Sequence[Touched], folders: Mapping[str, str]
) -> tuple[Mapping[str, int], ...]:
    """For each part the folders of their own that it fills, with the statements since which."""
    # where nothing is written it counts that they are made
    only_made = folders.keys() - {place for part in parts for place in _filled_by(part)}
    return tuple(_filled_since(part, folders, only_made) for part in parts)


def _filled_since(part: Touched, folders: Mapping[str, str], only_made: Set[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for index, use in part.at:
        pattern = pattern_of(use, index)
        start = pattern.start if pattern else folder_of(use.path or "")
        if makes_new_directory(use) or (use.makes_directory and use.path in only_made):
            start = tidy(use.path or "")
        elif not use.writes or use.makes_directory:
            continue
        if start in folders:
            found.setdefault(start, index)
    return found


def read_inside(inner: InnerUses, made: Container[str]) -> Iterator[tuple[str, str]]:
    """The files that definitions read and the notebook makes, with what they are.

    A definition is given the path, also where the stage that calls it has made the file.
    """
    for use in (use for uses in inner.values() for use in uses):
        if not use.writes and use.path is not None and use.path in made:
            yield use.path, kind_of(use)


@dataclass
class _Filling:
    """What one part writes into a folder: files whose names are known, and patterns."""

    files: set[str] = field(default_factory=set)
    patterns: list[Pattern] = field(default_factory=list)

    @property
    def sure(self) -> set[str]:
        """The files that it writes for sure."""
        return self.files.union(*(map(tidy, p.values) for p in self.patterns if p.values))

    def may_hold(self, use: Use) -> bool:
        """Whether a read may find something that the part wrote."""
        wanted = _wanted_by(use)
        if wanted is not None:
            return bool(wanted & self.files) or any(
                p.holds(w) for p in self.patterns for w in wanted
            )
        prefix = prefix_of(use)
        return any(p.meets(use) for p in self.patterns) or any(
            one.startswith(prefix) for one in self.files
        )


def _wanted_by(use: Use) -> set[str] | None:
    """The files that a read needs, None where they are not known."""
    if use.path is not None:
        return None if reads_several(use) else {tidy(use.path)}
    return {tidy(value) for value in use.values} if use.values else None


def continued_folders(parts: Sequence[Touched]) -> tuple[frozenset[str], ...]:
    """For each part the folders that it has to go on with as an earlier part left them.

    A read finds the folder of the last part that fills it. Where that part does not write all
    that the read needs, each part starts with the files of the one before.
    """
    fillings = [_filled_by(part) for part in parts]
    found: list[set[str]] = [set() for _ in parts]
    for number, part in enumerate(parts):
        for use, folder in _reads(part):
            writers = [n for n in range(number + 1) if folder in fillings[n]]
            able = [n for n in writers if fillings[n][folder].may_hold(use)]
            wanted = _wanted_by(use)
            exact = wanted is not None and use.path is not None
            found_in = able if exact else [n for n in writers if n < number or n in able]
            last = found_in[-1:]
            complete = {n for n in last if wanted and wanted <= fillings[n][folder].sure}
            if complete or not {*able} - {*last}:
                continue
            for n in writers[1:]:
                found[n].add(folder)
    return tuple(map(frozenset, found))


def _filled_by(part: Touched) -> dict[str, _Filling]:
    """The folders that a part writes files into, each with what it writes."""
    found: dict[str, _Filling] = {}
    for use in part.uses:
        if not use.writes or use.makes_directory or use.figure or use.removes:
            continue
        pattern = pattern_of(use, 0)
        if pattern is not None:
            found.setdefault(pattern.start, _Filling()).patterns.append(pattern)
        elif use.path is not None:
            found.setdefault(folder_of(use.path), _Filling()).files.add(tidy(use.path))
    return found


def _reads(part: Touched) -> Iterator[tuple[Use, str]]:
    for use in part.uses:
        start = directory_of(use)
        if use.writes or use.makes_directory or use.figure or start is None:
            continue
        yield use, start if reads_several(use) else folder_of(start)
