"""Names that lead to one object: where pairs of aliases begin and end."""

import ast
from collections.abc import Iterable, Iterator, Mapping, Set
from itertools import combinations

from nb2prod.analysis.model import Share, Sharing
from nb2prod.graph.units import Unit
from nb2prod.records import dataclass, replace


@dataclass(frozen=True, slots=True)
class Alias:
    """Two names for one object (or parts of one), since `unit` in part number `part`; one name, if
    its value holds one object twice.

    ``via`` are older aliases that this one comes from: ``b = a`` makes b one of all that a is.
    ``serial`` counts the aliases in the order in which the walk makes them. ``since`` is the first
    part of all that it comes from.
    """

    names: frozenset[str]
    how: Sharing
    part: int
    unit: Unit
    exact: bool
    kept: bool = False
    via: tuple["Alias", ...] = ()
    serial: int = 0
    since: int = 0

    @property
    def key(self) -> tuple[int, bool]:
        """What tells the alias from others: it is made once, and may stop to be exact."""
        return self.serial, self.exact


@dataclass(frozen=True, slots=True)
class Hazard:
    """A mutation in part `part` that the notebook sees through a name of an earlier part.

    ``seen_by`` are the names, other than the mutated one, that lead to the object; where
    ``at_once``, the statement that changes it may look through them itself.
    """

    alias: Alias
    part: int
    unit: Unit
    seen_by: frozenset[str]
    at_once: bool


class Aliases:
    """The aliases that hold at one point of the walk over the parts.

    Which names a change in place reaches is in the facts already; aliases say since when two of
    them have been one object. ``missing`` are names that a statement has yet to bind: what shares
    with one, as it did in the order of the notebook, does so from there on.
    """

    def __init__(self, units: Iterable[Unit], given: Set[str]) -> None:
        self.missing = {name for unit in units for name in unit.may} - given
        self.waiting: list[tuple[Share, bool]] = []
        self.pairs: dict[frozenset[str], Alias] = {}
        self.by_name: dict[str, set[frozenset[str]]] = {}
        self.made = 0

    def kept_with(self, names: frozenset[str]) -> frozenset[str]:
        """What holds one of the names, as a function or object that carries state does."""
        found: set[str] = set()
        for name in names:
            for key in self.by_name.get(name, ()):
                if self.pairs[key].kept:
                    found |= key
        return frozenset(found)

    def perhaps_killed(self, unit: Unit) -> frozenset[str]:
        """Names of aliases that some paths only kill: both ends have to cross."""
        found: set[str] = set()
        for name in unit.may - unit.must - unit.mutates:
            for key in self.by_name.get(name, ()):
                if self.pairs[key].how is Sharing.SAME:
                    found |= key
        return frozenset(found)

    def hazards(self, unit: Unit, touched: frozenset[str], number: int) -> list[Hazard]:
        """Aliases of earlier parts between names that the statement changes together."""
        found: list[Hazard] = []
        told: dict[tuple[frozenset[str], bool], dict[tuple[int, bool], Alias]] = {}
        direct = touched & (unit.analysed.facts.reads | unit.analysed.facts.hidden_reads)
        # where one end only changes, the change is not of what the two share
        keys = {key for name in touched for key in self.by_name.get(name, ()) if key <= touched}
        near_to: dict[str, frozenset[str]] = {}
        one_with = direct | self._one_with(direct)
        joins = bool(unit.shares)  # c[0] = xs: what changed is seen through both from now on
        for key in sorted(keys, key=sorted):
            if self.pairs[key].since >= number:
                continue
            # a function that is called may change what it reads, and so may what holds it
            if not self.pairs[key].kept and _one_by_one(key, unit):
                continue
            # where the statement names both ends, either may be what is looked at later
            mutated = one_with if self.pairs[key].how is Sharing.VIEW else direct
            others = key - mutated or key
            for o in others - near_to.keys():
                close = (k for k in self.by_name[o] if k <= touched)
                near_to[o] = frozenset().union(*close)
            near = frozenset().union(*(near_to[o] for o in others))
            seen_by = others | (near if joins else near - mutated) | _defaults(key, unit)
            # of the names that lead to the object now: those of an older alias may be bound again
            sight = _sight(key, unit, seen_by)
            chain = _come_from(self.pairs[key], told.setdefault(sight, {}))
            met = (touched, unit.analysed.facts.changes_overlap)
            old = (t for t in chain if t.how is Sharing.SAME or t.names <= met[len(t.names) == 1])
            found += [Hazard(self.now(alias), number, unit, *sight) for alias in old]
        return found

    def _one_with(self, names: frozenset[str]) -> frozenset[str]:
        """Other names for these objects, which cross with them: each change is seen in both."""
        keys = {key for name in names for key in self.by_name.get(name, ())}
        same = (
            key for key in keys if self.pairs[key].how is Sharing.SAME and self.pairs[key].exact
        )
        return frozenset().union(*same)

    def now(self, alias: Alias) -> Alias:
        """The alias; where a name of it has been bound again, ``b = a`` does not make it again."""
        holding = self.pairs.get(alias.names)
        return alias if holding and holding.key == alias.key else replace(alias, exact=False)

    def follow(self, unit: Unit, number: int) -> None:
        """Kill the aliases of names that are bound again, and make those of the statement."""
        grown = grown_by(unit)
        # `a = f(a)` ends the aliases of `a`, and they still tell what the new value comes from
        due = self._due(unit)
        twice = unit.analysed.facts.overlapping & unit.writes
        before = dict(self.pairs) if due or twice else {}
        for name in (unit.must - grown) | unit.deletes:
            for key in self.by_name.pop(name, set()):
                self.pairs.pop(key, None)
                for other in key - {name}:
                    self.by_name.get(other, set()).discard(key)
        # perhaps bound again: still an alias, but `b = a` said again would be wrong on some path
        for name in unit.may - (grown & dict(unit.analysed.facts.types).keys()):
            for key in self.by_name.get(name, ()):
                self.pairs[key] = replace(self.pairs[key], exact=False)
        exact = _exact(unit)
        for share, kept in due:
            names = frozenset({share.name, share.source})
            old = self.pairs.get(names)
            # an alias that this part has made stays: it tells since when the two are one
            if len(names) != 2 or (old and old.part == number and old.how is Sharing.SAME):
                continue
            via = _via(names - (unit.must - grown), before, unit.reads, number)
            via = (old, *via) if old else via
            if exact != names:  # one of them is perhaps bound again here
                via = tuple(replace(t, exact=False) if t.names == names else t for t in via)
            self._add(names, Alias(names, share.how, number, unit, exact == names, kept, via))
        for name in sorted(twice):
            names = frozenset({name})
            old = self.pairs.get(names)
            if not old or old.part != number:
                via = tuple(before[key] for r in unit.reads if (key := frozenset({r})) in before)
                via = (old, *via) if old else via
                self._add(names, Alias(names, Sharing.VIEW, number, unit, exact=False, via=via))
        for name, via in _inside(unit, due, before, number):
            names = frozenset({name})
            self._add(names, Alias(names, Sharing.SAME, number, unit, exact=False, via=via))

    def _add(self, names: frozenset[str], alias: Alias) -> None:
        self.made += 1
        since = min([alias.part, *(older.since for older in alias.via)])
        self.pairs[names] = replace(alias, serial=self.made, since=since)
        for name in names:
            self.by_name.setdefault(name, set()).add(names)

    def _due(self, unit: Unit) -> list[tuple[Share, bool]]:
        """The shares that hold from the statement on, and whether they are kept state."""
        self.missing -= unit.may
        plain = set(unit.analysed.facts.shares)
        shares = [*self.waiting, *((share, share not in plain) for share in unit.shares)]
        self.waiting = [one for one in shares if one[0].source in self.missing]
        return [one for one in shares if one[0].source not in self.missing]


def _one_by_one(names: frozenset[str], unit: Unit) -> bool:
    """Whether the statement changes both, but by no change that is seen through both."""
    facts = unit.analysed.facts
    apart = len(names) > 1 and not any(names <= group for group in facts.together)
    return apart and names <= facts.mutates


def _sight(
    names: frozenset[str], unit: Unit, seen_by: frozenset[str]
) -> tuple[frozenset[str], bool]:
    """Through which names a change of what the two lead to is seen; whether the statement itself
    may see it."""
    facts = unit.analysed.facts
    if not facts.mutates & names:
        # nothing changes, but the statement asks whether two names are one object, or it binds one
        # of them again on some paths only: what the other paths leave matters to both
        return unit.may - unit.must - unit.mutates, names <= unit.mutates
    nodes = unit.analysed.statement.nodes
    plain = all(isinstance(n, ast.Assign | ast.AnnAssign | ast.AugAssign) for n in nodes)
    simple = plain and not facts.definitions  # a function may change, then look
    through = names & facts.hidden_reads
    return seen_by, names <= facts.reads | through and (bool(through) or not simple)


def _defaults(names: frozenset[str], unit: Unit) -> frozenset[str]:
    """Functions whose default value is changed with the names."""
    groups = (group for group in unit.analysed.facts.together if names <= group)
    return frozenset(n.partition(".")[0] for group in groups for n in group if "." in n)


def grown_by(unit: Unit) -> frozenset[str]:
    """Names that ``x += 1`` binds: to the object that they had, if it can change."""
    nodes = unit.analysed.statement.nodes
    targets = [n.target for n in nodes if isinstance(n, ast.AugAssign)]
    return frozenset(t.id for t in targets if isinstance(t, ast.Name)) & unit.must & unit.mutates


def _inside(
    unit: Unit,
    due: Iterable[tuple[Share, bool]],
    before: Mapping[frozenset[str], Alias],
    number: int,
) -> Iterator[tuple[str, tuple[Alias, ...]]]:
    """Names whose value holds two of what the statement reads, and the aliases between these.

    ``z = [a, b]``: where `a` and `b` are one object, a change of ``z[0]`` is one of ``z[1]``, so
    that the two have to come as one object. What a value holds twice, what is made of it does too.
    """
    held: dict[str, set[str]] = {}
    for share, _ in due:
        held.setdefault(share.name, set()).add(share.source)
        held.setdefault(share.source, set()).add(share.name)
    for name in sorted(held.keys() & unit.writes):
        parts = (held[name] & unit.reads) | ({name} - unit.must)
        pairs = [*combinations(sorted(parts), 2), *((part,) for part in sorted(parts))]
        found = (before[key] for pair in pairs if (key := frozenset(pair)) in before)
        if via := tuple(t for t in found if t.part < number or t.via):
            yield name, via


def _via(
    names: frozenset[str], before: dict[frozenset[str], Alias], reads: frozenset[str], number: int
) -> tuple[Alias, ...]:
    """The aliases, of earlier parts, of one of the names to what the statement reads.

    Of all that it is an alias of, where that tells nothing: a default value may lead there.
    """
    pairs = sorted({tuple(sorted((n, r))) for n in names for r in reads if n != r})
    found = [before[key] for pair in pairs if (key := frozenset(pair)) in before]
    if not found and not names & reads:
        found = [alias for key, alias in before.items() if key & names]
    return tuple(t for t in found if t.part < number or t.via)


def _come_from(alias: Alias, known: dict[tuple[int, bool], Alias]) -> Iterator[Alias]:
    """The alias and all that it comes from, but those that are known already; they are then."""
    pending = [alias]
    if alias.key not in known:
        known[alias.key] = alias
        yield alias
    while pending:
        for older in pending.pop().via:
            if older.key not in known:
                known[older.key] = older
                pending.append(older)
                yield older


def _exact(unit: Unit) -> frozenset[str]:
    """The two names of ``b = a``, which can be repeated; empty for other statements."""
    nodes = unit.analysed.statement.nodes
    node = nodes[0]
    if len(nodes) != 1 or not isinstance(node, ast.Assign) or len(node.targets) != 1:
        return frozenset()
    target = node.targets[0]
    if not isinstance(node.value, ast.Name) or not isinstance(target, ast.Name):
        return frozenset()
    return frozenset({target.id, node.value.id})
