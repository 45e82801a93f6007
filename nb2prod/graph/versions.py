"""Versions of names: static single assignment over the statements of the stages.

A name that is bound again has another value. A *version* of a name is a binding with all its uses.
If one use may take either of two bindings, they are one version (textbooks write this join as a phi
function). So are bindings used by a statement whose text does not show which one it takes (a
function that reads the global, a comprehension that hides the name). A change in place is a write
to the current version.

Source: Cytron et al., "Efficiently computing static single assignment form" (1991), and the webs
of Muchnick, "Advanced compiler design and implementation", section 16.3.
"""

import ast
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import field

from nb2prod.analysis.syntax.nodes import nodes_of, stored
from nb2prod.graph.aliases import grown_by
from nb2prod.graph.escaping import kept_state
from nb2prod.graph.name_errors import asked_for
from nb2prod.graph.occurrences import Occurrences, occurrences_of
from nb2prod.graph.program import Program
from nb2prod.graph.sets import DisjointSets
from nb2prod.graph.units import Unit
from nb2prod.records import dataclass, replace

_LOOKUPS = frozenset({"exec", "eval", "globals", "locals", "vars"})

_STANDS = -2
"""The position of a definition, which is no statement of a stage and binds nothing."""

Version = tuple[str, int]
"""A name, and the position of the statement that makes it first; -1: it is there before all."""


@dataclass(frozen=True, slots=True)
class Use:
    """What one statement does to one name.

    ``read`` is the version that it reads, changes or deletes, ``bound`` the one that it binds;
    ``writes``: it changes the object of ``read`` in place, or deletes the name.
    """

    name: str
    read: Version | None
    bound: Version | None
    writes: bool

    @property
    def versions(self) -> tuple[Version, ...]:
        """The versions that the statement touches."""
        return tuple(dict.fromkeys(v for v in (self.read, self.bound) if v is not None))


@dataclass(frozen=True, slots=True)
class Versions:
    """``uses`` are those of each statement by position; ``fixed`` are versions that keep their
    name, as some use of them is not in the text; ``beside`` are versions of names that are bound
    again by then, but lead to an object that the statement at that position changes in place, and
    all versions of names that it binds and deletes again;
    ``defaults`` are those that definitions which it uses took where they stand. ``standing`` are
    these definitions with what they use."""

    uses: tuple[tuple[Use, ...], ...]
    fixed: frozenset[Version]
    beside: tuple[frozenset[Version], ...]
    defaults: tuple[frozenset[Version], ...]
    standing: tuple[tuple[Unit, tuple[Use, ...]], ...] = ()

    def by_name(self) -> dict[str, list[Version]]:
        """The versions of each name, in order of the statements that make them."""
        found: dict[str, dict[Version, None]] = {}
        for uses in self.uses:
            for use in uses:
                found.setdefault(use.name, {}).update(dict.fromkeys(use.versions))
        return {name: sorted(versions, key=lambda v: v[1]) for name, versions in found.items()}


def versions_of(
    units: Sequence[Unit], program: Program, idle: Collection[int] = frozenset()
) -> Versions:
    """The versions of all names that the units touch.

    Args:
        units: statements in document order.
        program: what they are part of.
        idle: positions of units that are left out of the scripts: they do not keep a name.
    """
    return _Walk(units, program, frozenset(idle)).run()


def names_as_versions(units: Sequence[Unit], program: Program) -> Versions:
    """Each name as one version: what depends on what where nothing gets another name."""
    rows: list[tuple[Use, ...]] = []
    early = {unit.index: unit.reads for unit in program.definitions}
    for unit in units:
        at_definition = (early.get(d.statement, frozenset()) for d in unit.definitions.values())
        touched = _touched(unit, program.state).union(*at_definition)
        gone = unit.deletes | unit.may_delete | unit.mutates
        rows.append(
            tuple(
                Use(
                    name,
                    (name, 0) if name in touched else None,
                    (name, 0) if name in unit.may else None,
                    name in gone,
                )
                for name in sorted(touched | unit.may)
            )
        )
    nothing = tuple(frozenset[Version]() for _ in units)
    return Versions(tuple(rows), frozenset(), nothing, nothing)


_NONE = frozenset[Version]()


@dataclass
class _Aliases:
    """Names that lead to one object, and versions whose name is bound again since they did."""

    near: dict[str, set[str]] = field(default_factory=dict)
    gone: dict[str, frozenset[Version]] = field(default_factory=dict)

    def join(self, one: str, other: str) -> None:
        self.near.setdefault(one, set()).add(other)
        self.near.setdefault(other, set()).add(one)
        own, others = self.gone.get(one, _NONE), self.gone.get(other, _NONE)
        if own is not others:  # they are one where the two were joined before
            self.gone[one] = self.gone[other] = own | others

    def kill(self, name: str, versions: Iterable[Version]) -> None:
        """The name is bound again: what it led to is known by the other names only."""
        lost = self.gone.pop(name, _NONE).union(versions)
        for other in self.near.pop(name, ()):
            self.near[other].discard(name)
            self.gone[other] = self.gone.get(other, _NONE) | lost


class _Walk:
    def __init__(self, units: Sequence[Unit], program: Program, idle: frozenset[int]) -> None:
        self.units, self.idle, self.state = units, idle, program.state
        used = {d.statement for p, u in enumerate(units) if p not in idle
                for d in u.definitions.values()}  # fmt: skip
        self.standing = [u for u in program.definitions if u.index in used]
        self.sets: DisjointSets[Version] = DisjointSets()
        bound = Counter(name for unit in units for name in unit.may | unit.deletes)
        bound.update(bound.keys() & program.statics)  # by an import or a definition as well
        self.several = frozenset(name for name, count in bound.items() if count > 1)
        self.whole = set(_never_split([*units, *self.standing], program))
        self.reaching: dict[str, set[Version]] = {}
        self.aliases = _Aliases()
        self.kept: set[Version] = set()
        self.at_definition: dict[int, set[Version]] = {}

    def run(self) -> Versions:
        found: list[tuple[list[Use], set[Version]]] = []
        waiting = list(reversed(self.standing))
        taken: list[tuple[Unit, list[Use]]] = []
        for position, unit in enumerate(self.units):
            # a definition takes its defaults where it stands, not where it is called
            while waiting and waiting[-1].index < unit.index:
                definition = waiting.pop()
                taken.append((definition, self.unit(_STANDS, definition)[0]))
            found.append(self.unit(position, unit))
        # versions that have to keep the name cannot stand side by side, so they are one
        for name in {v[0] for v in self.kept}:
            self.sets.union([v for v in self.kept if v[0] == name])
        # only now: a later use may have joined versions that earlier rows have apart
        uses = tuple(tuple(self.settled(use) for use in row) for row, _ in found)
        fixed = frozenset(map(self.sets.find, self.kept))
        named: dict[str, set[Version]] = {}
        for use in (use for row in uses for use in row):
            known = {version for version in (use.read, use.bound) if version is not None}
            named.setdefault(use.name, set()).update(known)
        beside = tuple(
            frozenset(map(self.sets.find, gone)).union(*_cleared(unit, named))
            for unit, (_, gone) in zip(self.units, found, strict=True)
        )
        defaults = tuple(frozenset(map(self.sets.find, self.taken_by(u))) for u in self.units)
        standing = tuple((u, tuple(map(self.settled, row))) for u, row in taken)
        return Versions(uses, fixed, beside, defaults, standing)

    def taken_by(self, unit: Unit) -> Iterable[Version]:
        """What the definitions that the statement uses took where they stand."""
        for definition in unit.definitions.values():
            yield from self.at_definition.get(definition.statement, ())

    def settled(self, use: Use) -> Use:
        find = self.sets.find
        read = find(use.read) if use.read is not None else None
        bound = find(use.bound) if use.bound is not None else None
        return Use(use.name, read, bound, use.writes)

    def unit(self, position: int, unit: Unit) -> tuple[list[Use], set[Version]]:
        touched = _touched(unit, self.state)
        grown = grown_by(unit)
        beside = {v for n in unit.mutates for v in self.aliases.gone.get(n, ())}
        found: list[Use] = []
        names = touched | unit.may
        text = occurrences_of(unit.analysed.statement.nodes if names & self.several else ())
        for name in sorted(names):
            read = self.taken(name) if name in touched else None
            bound = self.sets.find((name, position)) if name in unit.may else None
            # one text, one name: `x = x + 1` can read `x` and bind `x_2`, `f(x := x)` cannot
            if read and bound and (name in grown or not text.can_split(name)):
                self.sets.union((read, bound))
            # a name that is bound once needs no other; a statement that is left out has no say
            needed = name in self.several and position not in self.idle
            if needed and not self.renamable(name, unit, text):
                self.kept |= {v for v in (read, bound) if v is not None}
            gone = unit.deletes | unit.may_delete | unit.mutates
            found.append(Use(name, read, bound, name in gone))
        if position == _STANDS:
            self.at_definition[unit.index] = {u.read for u in found if u.read is not None}
        self.follow(position, unit, grown)
        return found, beside

    def renamable(self, name: str, unit: Unit, text: Occurrences) -> bool:
        """Whether all that the statement does to the name stands in its text, by that name."""
        if name in self.whole:
            return False
        named = name in unit.analysed.facts.reads or name in unit.may or name in unit.deletes
        hidden = name in unit.analysed.facts.hidden_reads or name in _captured(unit)
        return not hidden and (name not in text.unclear) and (name in text.names or not named)

    def taken(self, name: str) -> Version:
        """The version that a use takes: all bindings that reach it are one."""
        reaching = self.reaching.setdefault(name, {(name, -1)})
        self.sets.union(sorted(reaching, key=lambda v: v[1]))
        return self.sets.find(min(reaching, key=lambda v: v[1]))

    def follow(self, position: int, unit: Unit, grown: frozenset[str]) -> None:
        """Move what reaches the next statement past this one."""
        # only what is bound on every path hides the bindings above; the others still reach
        for name in sorted((unit.must - grown) | unit.deletes):
            self.aliases.kill(name, self.reaching.pop(name, set()))
        for name in sorted(unit.may - unit.deletes):
            self.reaching.setdefault(name, set()).add((name, position))
        for share in unit.shares:
            self.aliases.join(share.name, share.source)


def _captured(unit: Unit) -> frozenset[str]:
    """Names that calls of definitions which the statement reaches read from the notebook."""
    return frozenset(n for d in unit.definitions.values() for n in d.deferred)


def _touched(unit: Unit, state: frozenset[str]) -> frozenset[str]:
    """Names whose value the statement reads, changes or deletes.

    Also what a function reads that is called through a value: ``g = f``, then ``g(1)``.
    """
    hidden = unit.analysed.facts.hidden_reads & state
    return unit.reads | unit.mutates | unit.deletes | unit.may_delete | hidden


def only(versions: Versions, positions: Sequence[int]) -> Versions:
    """The versions as the statements at these positions touch them."""
    return replace(
        versions,
        uses=tuple(versions.uses[p] for p in positions),
        beside=tuple(versions.beside[p] for p in positions),
        defaults=tuple(versions.defaults[p] for p in positions),
    )


def _cleared(unit: Unit, versions: Mapping[str, set[Version]]) -> Iterator[set[Version]]:
    """All versions of the names that the statement binds and deletes again."""
    for name in unit.taken_away - unit.may - unit.deletes - unit.may_delete:
        yield versions.get(name, set())


def _never_split(units: Sequence[Unit], program: Program) -> Iterable[str]:
    """Names of which each version has to keep the name: it has a meaning beyond the text."""
    if any(map(_looks_names_up, units)):
        yield from (n for unit in units for n in unit.reads | unit.writes)
    deleted = {n for unit in units for n in unit.deletes | unit.may_delete}
    for unit in units:
        if unit.nested is not None:  # an attribute of a class keeps its name
            yield from stored(*unit.analysed.statement.nodes)
        yield from deleted & (unit.analysed.facts.hidden_reads | _captured(unit))
        yield from (n for n in unit.writes | unit.reads if n.startswith(("<", "__")))
        yield from asked_for(unit.analysed.statement.nodes)
        for definition in unit.analysed.facts.definitions:
            yield from definition.writes
        for name, definition in unit.definitions.items():
            if name in unit.analysed.facts.reads:  # what is kept of it reads the name later on
                yield from kept_state(unit, name, definition, program.state)
    yield from (name for name, _ in program.config)


def _looks_names_up(unit: Unit) -> bool:
    """Whether code may find the notebook's names by their text."""
    nodes = [*unit.analysed.statement.nodes, *(d.node for d in unit.definitions.values())]
    return any(n.id in _LOOKUPS for n in nodes_of(ast.Name, nodes))


def positions_of(versions: Versions) -> Mapping[Version, tuple[int, ...]]:
    """For each version the positions of the statements that touch it, in document order."""
    found: dict[Version, list[int]] = {}
    for position, uses in enumerate(versions.uses):
        touched = (v for use in uses for v in use.versions)
        for version in dict.fromkeys((*touched, *sorted(versions.defaults[position]))):
            found.setdefault(version, []).append(position)
    return {version: tuple(places) for version, places in found.items()}
