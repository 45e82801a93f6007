"""Which module each definition and constant goes to."""

import ast
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import field

from nb2prod.analysis.model import Analysed, Definition
from nb2prod.graph.constants import makes_class
from nb2prod.graph.escaping import only_calls
from nb2prod.graph.units import Part, Unit
from nb2prod.naming import claimed
from nb2prod.plan.paths import Key
from nb2prod.reach import reached
from nb2prod.records import dataclass

Torn = tuple[Definition, Unit]
Constants = Mapping[str, Analysed]


@dataclass(frozen=True)
class Placement:
    """What stands in common.py and in each stage's module, by version.

    ``torn`` are definitions that name another version of a definition in some statement, which
    would need two of them.
    """

    common: Mapping[Key, Definition] = field(default_factory=dict)
    own: tuple[Mapping[Key, Definition], ...] = ()
    common_constants: Constants = field(default_factory=dict)
    own_constants: tuple[Constants, ...] = ()
    names: Mapping[Key, str] = field(default_factory=dict)
    torn: tuple[Torn, ...] = ()


def place(
    parts: Sequence[Part],
    constants: Mapping[str, Analysed],
    extra: Iterable[Analysed],
    taken: Set[str],
) -> Placement:
    """Definitions of one stage stay with it; shared ones, and those that may be pickled, do not.

    A later version of a definition gets a name that is none of those `taken`.
    """
    needed: list[dict[Key, Definition]] = []
    direct: list[set[str]] = []
    for part in parts:
        mine: dict[Key, Definition] = {}
        for unit in part.units:
            for definition in unit.definitions.values():
                mine[definition.key] = definition
        needed.append(mine)
        direct.append({n for u in part.units for n in u.analysed.facts.reads if n in constants})
        for analysed in extra:
            direct[-1] |= analysed.facts.reads & constants.keys()
            mine.update({d.key: d for d in analysed.facts.definitions})
    for mine, names in zip(needed, direct, strict=True):
        read = names.union(*(d.reads & constants.keys() for d in mine.values()))
        for name in sorted(read):  # `config = Config()` needs its class
            mine.update({d.key: d for d in constants[name].facts.definitions})
    named, torn = _named(parts)
    shared = _shared(parts, needed)
    shared |= {d.key for a in constants.values() for d in a.facts.definitions
               if any(d.key in mine for mine in needed)}  # fmt: skip
    # after constants have been added: what their definitions read is shared as well
    shared = set(reached(shared, lambda key: named.get(key, ())))
    common = {
        key: next(m[key] for m in needed if key in m)
        for key in sorted(shared, key=lambda k: (k[1], k[0]))
    }
    own = tuple({k: d for k, d in m.items() if k not in shared} for m in needed)
    common_constants, own_constants = _placed_constants(common, own, direct, constants)
    return Placement(
        common=common,
        own=own,
        common_constants=common_constants,
        own_constants=own_constants,
        names=_names({key for mine in needed for key in mine}, taken),
        torn=tuple(torn),
    )


def _shared(parts: Sequence[Part], needed: Sequence[Mapping[Key, Definition]]) -> set[Key]:
    escaping = {key for part in parts for unit in part.units for key in _kept(unit)}
    counts: dict[Key, int] = {}
    shared: set[Key] = set()
    for mine in needed:
        for key, definition in mine.items():
            counts[key] = counts.get(key, 0) + 1
            known = isinstance(definition.node, ast.ClassDef) or definition.registers
            if known or key in escaping:
                shared.add(key)
    return shared | {key for key, count in counts.items() if count > 1}


def _kept(unit: Unit) -> Iterator[Key]:
    """Functions that something may hold, and pickle, which takes a module of a fixed name."""
    for name in unit.analysed.facts.escaping & unit.definitions.keys():
        one = unit.definitions[name]
        if not only_calls(unit, name, one.node, unit.definitions.keys() - {name}):
            yield one.key


def _named(parts: Sequence[Part]) -> tuple[dict[Key, frozenset[Key]], list[Torn]]:
    """The definitions that each one names, as versions, and those that would need two."""
    found: dict[Key, frozenset[Key]] = {}
    torn: list[Torn] = []
    for part in parts:
        for unit in part.units:
            scope = unit.definitions
            for definition in scope.values():
                named = frozenset(scope[n].key for n in definition.reads if n in scope)
                # one definition, and two statements see another `g` by the name that it reads
                if found.setdefault(definition.key, named) != named:
                    torn.append((definition, unit))
    return found, torn


def _names(keys: Set[Key], taken: Set[str]) -> dict[Key, str]:
    """The name of each version in the scripts: the first keeps its own, later ones get numbers."""
    found: dict[Key, str] = {}
    firsts: set[str] = set()
    used = {*taken, *(name for name, _ in keys)}
    for key in sorted(keys, key=lambda key: (key[1], key[0])):
        found[key] = claimed(key[0], used) if key[0] in firsts else key[0]
        firsts.add(key[0])
    return found


def _placed_constants(
    common: Mapping[Key, Definition],
    own: Sequence[Mapping[Key, Definition]],
    direct: Sequence[set[str]],
    constants: Constants,
) -> tuple[Constants, tuple[Constants, ...]]:
    """The constants of common.py, and those of each stage."""
    users: dict[str, set[int]] = {}
    for number, names in enumerate(direct):
        for name in names:
            users.setdefault(name, set()).add(number)
    for number, mine in enumerate(own):
        for definition in mine.values():
            for name in definition.reads & constants.keys():
                users.setdefault(name, set()).add(number)
    for definition in common.values():
        for name in definition.reads & constants.keys():
            users.setdefault(name, set()).add(-1)
    # from the last up: who uses a constant is known before what it reads is asked
    for name, analysed in reversed(list(constants.items())):
        for other in analysed.facts.reads & constants.keys():
            users.setdefault(other, set()).update(users.get(name, set()))
    shared: dict[str, Analysed] = {}
    single: list[dict[str, Analysed]] = [{} for _ in direct]
    for name, analysed in constants.items():
        where = users.get(name, set())
        # a class that a call makes is pickled by its module, which has to be the same for all
        if len(where) > 1 or -1 in where or (where and makes_class(analysed)):
            shared[name] = analysed
        elif where:
            single[next(iter(where))][name] = analysed
    return shared, tuple(single)
