"""Which values cross from stage to stage, by liveness over the parts in run order."""

import ast
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from nb2prod.analysis.model import Sharing
from nb2prod.plan.needed import needed_reads
from nb2prod.plan.parts import Part
from nb2prod.plan.program import Unit
from nb2prod.plan.ties import Hazard, Tie, Ties, grown_by

Pair = tuple[str, str]


@dataclass
class PartFlow:
    """What a part takes and gives. ``inputs`` map a name to the part it comes from (-1: config).

    ``retied`` are pairs (b, a) where ``b = a`` has to be said again; ``optional`` are outputs
    that some path leaves unbound, ``unsure`` outputs that are deleted and perhaps bound again;
    ``missing`` are reads of names that nothing binds before.
    """

    inputs: dict[str, int] = field(default_factory=dict)
    outputs: set[str] = field(default_factory=set)
    optional: set[str] = field(default_factory=set)
    unsure: set[str] = field(default_factory=set)
    retied: list[Pair] = field(default_factory=list)
    bundles: list[frozenset[str]] = field(default_factory=list)
    written: set[str] = field(default_factory=set)
    mutated: tuple[frozenset[str], ...] = ()
    missing: dict[str, Unit] = field(default_factory=dict)


@dataclass
class Flow:
    """The flow of all the parts, and the ties that serialisation would cut."""

    parts: list[PartFlow]
    hazards: list[Hazard]


def flow_of(
    parts: Sequence[Part], config: frozenset[str], results: Sequence[set[str]] = ()
) -> Flow:
    """Solve def-use over the parts; see `PartFlow`.

    `results` are names that each part gives even if no later part reads them.
    """
    must, exposed, writes, gone, unsure = [], [], [], [], []
    effective, hazards, ties_at_end = _mutations(parts)
    needed = needed_reads(parts, results, _partners(hazards))
    for number, part in enumerate(parts):
        bound: set[str] = set()
        reads: set[str] = set()
        written: set[str] = set()
        deleted: set[str] = set()
        ever: set[str] = set()
        for unit, mutated in zip(part.units, effective[number], strict=True):
            reads |= needed[id(unit)] - bound
            bound |= unit.must | unit.deletes
            written |= unit.writes | mutated
            deleted = (deleted | unit.deletes) - unit.may
            ever = (ever - unit.must) | unit.deletes
        gone.append(deleted)
        unsure.append(ever - deleted)
        must.append(bound)
        exposed.append(reads)
        writes.append(written)
    after = _Later(parts)
    real = [h for h in hazards if _seen_later(h, after)]
    _carry(real, writes)
    live = _live(must, exposed, writes)
    for number, names in enumerate(results):
        live[number] |= names
    live = [names - deleted for names, deleted in zip(live, gone, strict=True)]
    flow = Flow([PartFlow(mutated=tuple(effective[n])) for n in range(len(parts))], real)
    _wire(flow, parts, must, exposed, writes, live, config)
    for one, names in zip(flow.parts, unsure, strict=True):
        one.unsure = names & one.outputs
    _bundle(flow, ties_at_end)
    return flow


def _partners(hazards: Iterable[Hazard]) -> dict[str, set[str]]:
    """The names that each name is tied to."""
    found: dict[str, set[str]] = {}
    for hazard in hazards:
        for name in hazard.tie.names:
            found.setdefault(name, set()).update(hazard.tie.names - {name})
    return found


def _carry(hazards: Sequence[Hazard], writes: list[set[str]]) -> None:
    """The names of a tie leave its part together, and every later part that changes one."""
    tied = [h for h in hazards if not h.tie.exact]
    for hazard in tied:
        writes[hazard.tie.part] |= hazard.tie.names
    grown = True
    while grown:
        grown = False
        for hazard in tied:
            for number in range(hazard.tie.part, hazard.part):
                if writes[number] & hazard.tie.names and not hazard.tie.names <= writes[number]:
                    writes[number] |= hazard.tie.names
                    grown = True


def _mutations(
    parts: Sequence[Part],
) -> tuple[list[list[frozenset[str]]], list[Hazard], list[list[Tie]]]:
    """Per statement the names whose objects change, and the ties that files would cut."""
    ties = Ties()
    effective: list[list[frozenset[str]]] = []
    hazards: list[Hazard] = []
    at_end: list[list[Tie]] = []
    for number, part in enumerate(parts):
        rows: list[frozenset[str]] = []
        for unit in part.units:
            touched = unit.mutates | ties.kept_with(unit.mutates) | ties.perhaps_cut(unit)
            rows.append(touched)
            hazards += ties.hazards(unit, touched, number)
            ties.follow(unit, number)
        effective.append(rows)
        at_end.append(list(ties.ties.values()))
    return effective, _said_again(hazards), at_end


def _said_again(hazards: Sequence[Hazard]) -> list[Hazard]:
    """No tie is `exact` that leads on to a third name: ``b = a`` would cut it from the other."""
    groups: dict[int, list[set[str]]] = {}
    for hazard in hazards:
        known = groups.setdefault(hazard.part, [])
        names, unit = hazard.tie.names, hazard.unit
        if names <= unit.mutates and not unit.analysed.facts.mutates & names:
            continue  # only asks whether the two are one object
        joined = [group for group in known if group & hazard.tie.names]
        rest = [group for group in known if not group & hazard.tie.names]
        groups[hazard.part] = [*rest, set(hazard.tie.names).union(*joined)]
    crowded = {
        number: frozenset(n for group in known if len(group) > 2 for n in group)
        for number, known in groups.items()
    }
    return [
        replace(h, tie=replace(h.tie, exact=False))
        if h.tie.exact and h.tie.names & crowded[h.part]
        else h
        for h in hazards
    ]


class _Later:
    """Answers whether names are read after a statement, in the order of the parts."""

    def __init__(self, parts: Sequence[Part]) -> None:
        self.units = [unit for part in parts for unit in part.units]
        self.places = {id(unit): place for place, unit in enumerate(self.units)}
        self.known: dict[tuple[int, frozenset[str]], bool] = {}

    def reads(self, unit: Unit, names: frozenset[str]) -> bool:
        """Whether one of the names, as it stands after the statement, is read."""
        key = (id(unit), names)
        if key not in self.known:
            self.known[key] = self._reads(self.places[id(unit)], names)
        return self.known[key]

    def _reads(self, place: int, names: frozenset[str]) -> bool:
        left = set(names)
        for unit in self.units[place + 1 :]:
            if not left:
                return False
            if not left.isdisjoint(unit.reads) or not left.isdisjoint(unit.analysed.facts.reads):
                return True
            left -= _bound_anew(unit)
        return False


def _bound_anew(unit: Unit) -> frozenset[str]:
    return (unit.must - grown_by(unit)) | unit.deletes


def _seen_later(hazard: Hazard, after: _Later) -> bool:
    """Whether after the mutation the object is read through the other of the two names."""
    if not hazard.unit.analysed.facts.mutates & hazard.tie.names:
        return True  # nothing changes, but the statement asks whether two names are one object
    nodes, facts = hazard.unit.analysed.statement.nodes, hazard.unit.analysed.facts
    simple = all(isinstance(n, ast.Assign | ast.AnnAssign | ast.AugAssign) for n in nodes)
    through = hazard.tie.names & facts.hidden_reads
    if hazard.tie.names <= facts.reads | through and (through or not simple):
        return True  # the statement may look through one name when it has changed the other
    return after.reads(hazard.unit, hazard.seen_by)


def _live(must: list[set[str]], exposed: list[set[str]], writes: list[set[str]]) -> list[set[str]]:
    """Names that are live after each part."""
    after: list[set[str]] = [set() for _ in must]
    current: set[str] = set()
    for number in range(len(must) - 1, -1, -1):
        after[number] = set(current)
        current = exposed[number] | (current - must[number])
    return after


def _wire(
    flow: Flow,
    parts: Sequence[Part],
    must: list[set[str]],
    exposed: list[set[str]],
    writes: list[set[str]],
    live: list[set[str]],
    config: frozenset[str],
) -> None:
    source: dict[str, int] = dict.fromkeys(config, -1)
    maybe: set[str] = set()
    for number, part in enumerate(parts):
        one = flow.parts[number]
        one.outputs = writes[number] & live[number]
        one.written = writes[number]
        wanted = exposed[number] | (one.outputs - must[number])
        for name in sorted(wanted):
            if name in source:
                one.inputs[name] = source[name]
            elif name in exposed[number] and not name.startswith("<"):
                reader = next(u for u in part.units if name in u.reads)
                binders = {n for u in part.units for n in u.may}
                if name not in binders:
                    one.missing[name] = reader
        one.optional = {name for name in one.outputs - must[number] if name not in one.inputs} | (
            one.outputs - must[number] & maybe
        )
        one.optional = {n for n in one.optional if n not in one.inputs and not n.startswith("<")}
        for name in sorted(one.outputs):
            source[name] = number
        for name in must[number] - one.outputs:
            source.pop(name, None)
    for hazard in flow.hazards:
        if hazard.tie.exact:
            _retie(flow.parts[hazard.part], hazard)


def _retie(one: PartFlow, hazard: Hazard) -> None:
    """Say ``b = a`` again in the part of the hazard, instead of loading both."""
    node = hazard.tie.unit.analysed.statement.nodes[0]
    assert isinstance(node, ast.Assign) and isinstance(node.value, ast.Name)
    assert isinstance(node.targets[0], ast.Name)
    target, origin = node.targets[0].id, node.value.id
    if (target, origin) in one.retied:
        return
    if origin in one.inputs or target in one.inputs:
        if origin not in one.inputs:
            target, origin = origin, target
        one.inputs.pop(target, None)
        one.retied.append((target, origin))


def _bundle(flow: Flow, ties_at_end: list[list[Tie]]) -> None:
    """Put values that are tied, and changed later, into one artefact of each part they leave."""
    wanted = {h.tie.names for h in flow.hazards if not h.tie.exact and h.tie.how is Sharing.SAME}
    for number, one in enumerate(flow.parts):
        groups: list[set[str]] = []
        for tie in ties_at_end[number]:
            if tie.names in wanted:
                joined = [group for group in groups if group & tie.names]
                groups = [group for group in groups if not group & tie.names]
                groups.append(set(tie.names).union(*joined))
        one.bundles = [frozenset(g & one.outputs) for g in groups if len(g & one.outputs) > 1]
