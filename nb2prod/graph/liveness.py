"""Which values cross from stage to stage, by liveness over the parts in run order."""

import ast
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import field

from nb2prod.analysis.model import Sharing
from nb2prod.analysis.syntax.nodes import all_nodes, nodes_of
from nb2prod.graph.aliases import Alias, Aliases, Hazard, grown_by
from nb2prod.graph.closures import reachable
from nb2prod.graph.units import Part, Unit, UnitKey
from nb2prod.records import dataclass, replace

Pair = tuple[str, str]
Names = frozenset[str]


@dataclass(frozen=True)
class PartFlow:
    """What a part takes and gives. ``inputs`` map a name to the part it comes from (-1: config).

    ``repeated`` are pairs (b, a) where ``b = a`` has to be repeated; ``optional`` are outputs
    that some path leaves unbound, ``unsure`` outputs that are deleted and perhaps bound again;
    ``missing`` are reads of names that nothing binds before.
    """

    inputs: Mapping[str, int] = field(default_factory=dict)
    outputs: Names = frozenset()
    optional: Names = frozenset()
    unsure: Names = frozenset()
    repeated: tuple[Pair, ...] = ()
    bundles: tuple[Names, ...] = ()
    written: Names = frozenset()
    mutated: tuple[Names, ...] = ()
    missing: Mapping[str, Unit] = field(default_factory=dict)


@dataclass(frozen=True)
class Flow:
    """The flow of all the parts, and the aliases that serialisation would not keep."""

    parts: tuple[PartFlow, ...] = ()
    hazards: tuple[Hazard, ...] = ()


@dataclass(frozen=True, slots=True)
class _Uses:
    """Names of a part: what it provably binds, reads before that, writes, and deletes.

    ``unsure`` are deleted and perhaps bound again.
    """

    must: Names
    exposed: Names
    writes: Names
    deleted: Names
    unsure: Names


def flow_of(parts: Sequence[Part], config: Names, results: Sequence[Set[str]] = ()) -> Flow:
    """Solve def-use over the parts; see `PartFlow`.

    `results` are names that each part gives even if no later part reads them.
    """
    effective, hazards, aliases_at_end = _mutations(parts, config)
    needed = needed_reads(parts, results)
    uses = [_uses(part, rows, needed) for part, rows in zip(parts, effective, strict=True)]
    after = _Later(parts)
    # what an alias makes cross, no file would bring back as one object: it counts as written
    real = list(_real(hazards, after))
    writes = _carried(real, [one.writes for one in uses])
    uses = [replace(one, writes=names) for one, names in zip(uses, writes, strict=True)]
    flows: list[PartFlow] = []
    source: dict[str, int] = dict.fromkeys(config, -1)
    for number, live in enumerate(_live(uses, results)):
        made = _wired(parts[number], uses[number], live, source)
        for hazard in (h for h in real if h.alias.exact and h.part == number):
            made = _with_alias_again(made, hazard)
        bundles = _bundles(made.outputs, real, aliases_at_end[number])
        flows.append(replace(made, bundles=bundles, mutated=tuple(effective[number])))
        # what a part binds again hides the value of earlier parts, even where it gives none itself
        source = {n: p for n, p in source.items() if n not in uses[number].must}
        source |= dict.fromkeys(sorted(made.outputs), number)
    return Flow(tuple(flows), tuple(real))


def _uses(part: Part, effective: Sequence[Names], needed: Mapping[UnitKey, Names]) -> _Uses:
    """The names of a part; `effective` are those whose objects each statement changes."""
    bound: set[str] = set()
    exposed: set[str] = set()
    written: set[str] = set()
    deleted: set[str] = set()
    ever: set[str] = set()
    for unit, mutated in zip(part.units, effective, strict=True):
        exposed |= needed[unit.key] - bound - _inside_objects(unit)
        # after `del`, too, no value from before the part can be read
        bound |= unit.must | unit.deletes
        written |= unit.writes | mutated
        # `may` ends what is surely deleted, only `must` what ever was: `unsure` lies between
        deleted = (deleted | unit.deletes) - unit.may
        ever = (ever - unit.must) | unit.deletes
    sets = (bound, exposed, written, deleted, ever - deleted)
    return _Uses(*map(frozenset, sets))


def _inside_objects(unit: Unit) -> Names:
    """What a statement changes only through objects that hold it: it takes those alone."""
    facts = unit.analysed.facts
    known = {one.name: one for one in facts.definitions}
    starts = facts.reads | {name for name, one in known.items() if one.registers}
    called = reachable(starts, known).values()
    inside = {name for one in called for name in one.reads | one.writes}
    named = facts.reads | inside
    return facts.mutates - named - facts.deletes - facts.may_delete


def _carried(hazards: Iterable[Hazard], writes: Iterable[Names]) -> list[Names]:
    """What the parts write: aliases leave their part, and each that changes one, together."""
    made = list(writes)
    # exact aliases do not have to leave: `b = a` is said again
    aliased = [h for h in hazards if not h.alias.exact]
    for hazard in aliased:
        made[hazard.alias.part] |= hazard.alias.names
    grown = True
    while grown:  # two aliases may share a name: what one adds, the other may have to complete
        grown = False
        for hazard in aliased:
            # a part that gave one end only would give an object that the other end does not lead to
            for number in range(hazard.alias.part, hazard.part):
                if made[number] & hazard.alias.names and not hazard.alias.names <= made[number]:
                    made[number] |= hazard.alias.names
                    grown = True
    return made


def _mutations(
    parts: Sequence[Part], config: Names
) -> tuple[list[list[frozenset[str]]], list[Hazard], list[list[Alias]]]:
    """Per statement the names whose objects change, and the aliases that files would not keep."""
    aliases = Aliases((unit for part in parts for unit in part.units), config)
    effective: list[list[frozenset[str]]] = []
    hazards: list[Hazard] = []
    at_end: list[list[Alias]] = []
    for number, part in enumerate(parts):
        rows: list[frozenset[str]] = []
        for unit in part.units:
            touched = unit.mutates | aliases.kept_with(unit.mutates) | aliases.perhaps_killed(unit)
            rows.append(touched)
            hazards += aliases.hazards(unit, touched, number)
            aliases.follow(unit, number)
        effective.append(rows)
        at_end.append(list(aliases.pairs.values()))
    return effective, _without_crowded(hazards), at_end


def _without_crowded(hazards: Sequence[Hazard]) -> list[Hazard]:
    """No alias is `exact` that leads on to a third name: ``b = a`` would part it from that."""
    groups: dict[int, list[set[str]]] = {}
    for hazard in hazards:
        known = groups.setdefault(hazard.part, [])
        names, unit = hazard.alias.names, hazard.unit
        if names <= unit.mutates and not unit.analysed.facts.mutates & names:
            continue  # only asks whether the two are one object
        # known already: the pair makes no group larger
        if any(names <= group for group in known):
            continue
        joined = [group for group in known if group & names]
        rest = [group for group in known if not group & names]
        groups[hazard.part] = [*rest, set(names).union(*joined)]
    crowded = {
        number: frozenset(n for group in known if len(group) > 2 for n in group)
        for number, known in groups.items()
    }
    return [
        replace(h, alias=replace(h.alias, exact=False))
        if h.alias.exact and h.alias.names & crowded[h.part]
        else h
        for h in hazards
    ]


class _Later:
    """Answers whether names are read after a statement, in the order of the parts."""

    def __init__(self, parts: Sequence[Part]) -> None:
        self.units = [unit for part in parts for unit in part.units]
        self.places = {unit.key: place for place, unit in enumerate(self.units)}
        self.known: dict[tuple[UnitKey, Names], bool] = {}

    def reads(self, unit: Unit, names: frozenset[str]) -> bool:
        """Whether one of the names, as it stands after the statement, is read."""
        key = (unit.key, names)
        if key not in self.known:
            self.known[key] = self._reads(self.places[unit.key], names)
        return self.known[key]

    def _reads(self, place: int, names: frozenset[str]) -> bool:
        left = set(names)
        for unit in self.units[place + 1 :]:
            if not left:
                return False
            if not left.isdisjoint(unit.reads) or not left.isdisjoint(unit.analysed.facts.reads):
                return True
            # a name that is bound again leads to the object no more
            left -= _bound_anew(unit)
        return False


def _bound_anew(unit: Unit) -> frozenset[str]:
    # `x += [1]` binds the object that was there before
    return (unit.must - grown_by(unit)) | unit.deletes


def _real(hazards: Iterable[Hazard], after: _Later) -> Iterator[Hazard]:
    """The hazards that something sees; for one object one of each part that changes it."""
    told: set[tuple[tuple[int, bool], int]] = set()
    for hazard in hazards:
        key = hazard.alias.key, hazard.part
        if key in told:
            continue
        if hazard.at_once or after.reads(hazard.unit, hazard.seen_by):
            yield hazard
            if hazard.alias.how is Sharing.SAME:  # a view is told with each place that changes it
                told.add(key)


def _live(uses: Sequence[_Uses], results: Sequence[Set[str]]) -> list[Names]:
    """Names that are live after each part, or its results; none that the part has deleted."""
    after: list[Names] = []
    current: Names = frozenset()
    for one in reversed(uses):
        after.append(current)
        # results are not handed on upwards: a part gives those only that it writes itself
        current = one.exposed | (current - one.must)
    after.reverse()
    given = [*results, *[frozenset[str]()] * (len(uses) - len(results))]
    every = zip(uses, after, given, strict=True)
    return [(live | names) - one.deleted for one, live, names in every]


def _wired(part: Part, uses: _Uses, live: Names, source: Mapping[str, int]) -> PartFlow:
    """What a part takes and gives, where `source` tells which part each name comes from."""
    inputs: dict[str, int] = {}
    missing: dict[str, Unit] = {}
    outputs = uses.writes & live
    # what it gives and binds on some paths only, it is given as well: the old value on the others
    for name in sorted(uses.exposed | (outputs - uses.must)):
        if name in source:
            inputs[name] = source[name]
        # `<numpy>` is a random stream, which is there without being bound
        elif name in uses.exposed and not name.startswith("<"):
            at = next(n for n, u in enumerate(part.units) if name in u.reads)
            # one that may be bound before it is read is no missing name: a condition decides, or
            # the order of a loop
            late = _may_read_late(part.units[at], name)
            if not any(name in u.may for u in (part.units if late else part.units[:at])):
                missing[name] = part.units[at]
    optional = {n for n in outputs - uses.must - inputs.keys() if not n.startswith("<")}
    return PartFlow(
        inputs=inputs,
        outputs=outputs,
        optional=frozenset(optional),
        unsure=uses.unsure & outputs,
        written=uses.writes,
        missing=missing,
    )


_AT_ONCE = (ast.Assign, ast.AnnAssign, ast.AugAssign, ast.Expr, ast.Assert, ast.Delete)


def _may_read_late(unit: Unit, name: str) -> bool:
    """Whether the statement may read the name when it, or one further down, has bound it."""
    nodes = unit.analysed.statement.nodes
    if not all(isinstance(node, _AT_ONCE) for node in nodes):
        return True
    kinds = (ast.Lambda, ast.GeneratorExp, ast.NamedExpr, ast.IfExp, ast.BoolOp)
    tops = (top for kind in kinds for top in nodes_of(kind, nodes))
    return any(isinstance(n, ast.Name) and n.id == name for top in tops for n in all_nodes(top))


def _with_alias_again(one: PartFlow, hazard: Hazard) -> PartFlow:
    """Say ``b = a`` again in the part of the hazard, instead of loading both."""
    node = hazard.alias.unit.analysed.statement.nodes[0]
    assert isinstance(node, ast.Assign) and isinstance(node.value, ast.Name)
    assert isinstance(node.targets[0], ast.Name)
    target, origin = node.targets[0].id, node.value.id
    if (target, origin) in one.repeated or not {target, origin} & one.inputs.keys():
        return one
    # only one of the two crosses; the other is made from whichever that is
    if origin not in one.inputs:
        target, origin = origin, target
    inputs = {name: number for name, number in one.inputs.items() if name != target}
    return replace(one, inputs=inputs, repeated=(*one.repeated, (target, origin)))


def _bundles(
    outputs: Names, hazards: Iterable[Hazard], aliases_at_end: Iterable[Alias]
) -> tuple[Names, ...]:
    """Values that are aliased, and changed later, go into one artefact of each part they leave."""
    wanted = {h.alias.names for h in hazards if not h.alias.exact and h.alias.how is Sharing.SAME}
    groups: list[Names] = []
    for alias in aliases_at_end:
        if alias.names in wanted:
            joined = [group for group in groups if group & alias.names]
            groups = [group for group in groups if not group & alias.names]
            groups.append(alias.names.union(*joined))
    return tuple(group & outputs for group in groups if len(group & outputs) > 1)


def needed_reads(
    parts: Sequence[Part], results: Sequence[Set[str]]
) -> dict[UnitKey, frozenset[str]]:
    """What each unit reads, without names that it changes but nothing reads later.

    ``config["features"].append(x)`` changes the list that ``features`` is, too; ``features`` has
    to come along only where it is read again.
    """
    found: dict[UnitKey, frozenset[str]] = {}
    live: set[str] = set()
    for number in range(len(parts) - 1, -1, -1):
        live = live.union(results[number] if number < len(results) else ())
        # upwards, so that it is known which names are read below
        for unit in reversed(parts[number].units):
            reads = unit.reads - (_changed_aside(unit) - live)
            live = (live - unit.must - unit.deletes) | reads
            found[unit.key] = reads
    return found


def _changed_aside(unit: Unit) -> frozenset[str]:
    """Names that the statement changes without naming them, itself or in what it calls."""
    facts = unit.analysed.facts
    named = facts.reads | facts.hidden_reads | facts.deletes | facts.may_delete
    named |= frozenset(n for d in unit.definitions.values() for n in d.reads)
    return frozenset(n for n in unit.mutates - named if not n.startswith("<"))
