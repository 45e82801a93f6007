"""The files that each part touches, and the folders that one part fills after another."""

from collections.abc import Container, Iterator, Mapping, Sequence, Set
from dataclasses import field
from pathlib import PurePosixPath

from nb2prod.graph.units import Part
from nb2prod.plan.outputs import Pattern, makes_new_directory, pattern_of, prefix_of, reads_several
from nb2prod.plan.paths import Use, directory_of, kind_of, tidy, use_of
from nb2prod.plan.read_back import InnerUses, Uses
from nb2prod.records import dataclass


@dataclass(frozen=True, slots=True)
class Touched:
    """The files that one part touches, by its own statements and by what they call."""

    uses: tuple[Use, ...]
    written_at: Mapping[str, int]
    patterns: tuple[Pattern, ...]
    filled: Mapping[str, int]


def touched_by(
    parts: Sequence[Part],
    uses: Uses,
    inner: InnerUses,
    folders: Mapping[str, str],
    only_made: Set[str] = frozenset(),
) -> list[Touched]:
    """The files that each part touches; ``inner`` are the uses of its definitions.

    ``folders`` keep a folder of their own, and nothing fills those that are ``only_made``.
    What a definition does is done by the statements that are known to run it. What nobody is
    known to run, any statement may that reaches the definition, behind all that is known.
    """
    units = (unit for part in parts for unit in part.units)
    known = {id(c.node) for u in units for c in u.analysed.facts.io if c.inside}
    return [_touched(part, uses, inner, folders, only_made, known) for part in parts]


def _touched(
    part: Part,
    uses: Uses,
    inner: InnerUses,
    folders: Mapping[str, str],
    only_made: Set[str],
    known: Set[int],
) -> Touched:
    patterns: list[Pattern] = []
    filled: dict[str, int] = {}
    written_at: dict[str, int] = {}
    every: list[Use] = []
    perhaps: list[Use] = []
    for unit in part.units:
        own = uses.get(unit.key, ())
        run = [call for call in unit.analysed.facts.io if call.inside]
        here = {id(call.node) for call in run}
        inside = [u for d in unit.analysed.facts.definitions for u in inner.get(d.key, ())]
        called = [use for use in inside if use.call is None or id(use.call.node) in here]
        unseen = [use for use in inside if use.call and id(use.call.node) not in known]
        for use in (*own, *map(use_of, run)):
            if use.writes and use.path is not None:
                written_at.setdefault(use.path, unit.index)
        for use in (*own, *called, *unseen):
            pattern = pattern_of(use, unit.index)
            patterns += [pattern] if pattern else []
            start = pattern.start if pattern else _parent(use.path or "")
            if makes_new_directory(use) or (use.makes_directory and use.path in only_made):
                start = tidy(use.path or "")
            elif not use.writes or use.makes_directory:
                continue
            if start in folders:
                filled.setdefault(start, unit.index)
        every += (*own, *called)
        perhaps += unseen
    return Touched((*every, *perhaps), written_at, tuple(patterns), filled)


def read_inside(inner: InnerUses, made: Container[str]) -> Iterator[tuple[str, str]]:
    """The files that definitions read and the notebook makes, with what they are.

    A definition is given the path, also where the stage that calls it has made the file.
    """
    for use in (use for uses in inner.values() for use in uses):
        if not use.writes and use.path is not None and use.path in made:
            yield use.path, kind_of(use)


def _parent(path: str) -> str:
    return str(PurePosixPath(path).parent)


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
        wanted = wanted_by(use)
        if wanted is not None:
            return bool(wanted & self.files) or any(
                p.holds(w) for p in self.patterns for w in wanted
            )
        prefix = prefix_of(use)
        return any(p.meets(use) for p in self.patterns) or any(
            one.startswith(prefix) for one in self.files
        )


def wanted_by(use: Use) -> set[str] | None:
    """The files that a read needs, None where they are not known."""
    if use.path is not None:
        return None if reads_several(use) else {tidy(use.path)}
    return {tidy(value) for value in use.values} if use.values else None


def continued_folders(parts: Sequence[Touched]) -> tuple[frozenset[str], ...]:
    """For each part the folders that it has to go on with as an earlier part left them.

    A read finds the folder of the last part that fills it. Where that part does not write all
    that the read needs, each part starts with the files of the one before.
    """
    fillings = [filled_by(part) for part in parts]
    found: list[set[str]] = [set() for _ in parts]
    for number, part in enumerate(parts):
        for use, folder in _reads(part):
            writers = [n for n in range(number + 1) if folder in fillings[n]]
            able = [n for n in writers if fillings[n][folder].may_hold(use)]
            wanted = wanted_by(use)
            exact = wanted is not None and use.path is not None
            found_in = able if exact else [n for n in writers if n < number or n in able]
            last = found_in[-1:]
            complete = {n for n in last if wanted and wanted <= fillings[n][folder].sure}
            if complete or not {*able} - {*last}:
                continue
            for n in writers[1:]:
                found[n].add(folder)
    return tuple(map(frozenset, found))


def filled_by(part: Touched) -> dict[str, _Filling]:
    """The folders that a part writes files into, each with what it writes."""
    found: dict[str, _Filling] = {}
    for use in part.uses:
        if not use.writes or use.makes_directory or use.figure or use.removes:
            continue
        pattern = pattern_of(use, 0)
        if pattern is not None:
            found.setdefault(pattern.start, _Filling()).patterns.append(pattern)
        elif use.path is not None:
            found.setdefault(_parent(use.path), _Filling()).files.add(tidy(use.path))
    return found


def _reads(part: Touched) -> Iterator[tuple[Use, str]]:
    for use in part.uses:
        start = directory_of(use)
        if use.writes or use.makes_directory or use.figure or start is None:
            continue
        yield use, start if reads_several(use) else _parent(start)
