"""Why a stage was split into parts: the dependence that separates them, and the fix."""

from collections.abc import Iterable, Iterator, Sequence

from nb2prod.diagnostics import Diagnostic, note
from nb2prod.graph.depends import Edge, dependences_by_name
from nb2prod.graph.program import Program
from nb2prod.graph.units import Part, Unit
from nb2prod.graph.versions import Versions, versions_of
from nb2prod.notebook.model import Role
from nb2prod.plan.names import shown_path
from nb2prod.plan.paths import without_password
from nb2prod.records import dataclass, replace
from nb2prod.stages.numbered import parts_of

_MOST_CELLS = 3


@dataclass(frozen=True, slots=True)
class _Kept:
    """``later`` is a statement of a split part that has to run after ``earlier``, of ``part``."""

    earlier: Unit
    later: Unit
    part: Part
    name: str
    flows: bool


def split_notes(parts: Sequence[Part], program: Program) -> Iterator[Diagnostic]:
    """For each part that could not join the one before it of its stage, what keeps it apart."""
    numbered = [(n, part) for n, part in enumerate(parts) if part.name != part.role.value]
    if not numbered:
        return
    versions = versions_of(program.units, program)
    edges = dependences_by_name(program.units, versions, program)
    for number, part in numbered:
        kept = _kept_behind(parts, number, program.units, versions, edges)
        why = f"{_told(kept[0])}, tagged {part.role}, so that " if kept else ""
        place = kept[0].later.place if kept else part.units[0].place
        message = f"{why}these cells became {part.name}."
        yield note("NB224", message, place, _fix(kept, program))


def _kept_behind(
    parts: Sequence[Part],
    number: int,
    units: Sequence[Unit],
    versions: Versions,
    edges: Iterable[Edge],
) -> list[_Kept]:
    """The statements of the part that depend on one between it and the part before it."""
    part_of = {u.index: n for n, part in enumerate(parts) for u in part.units if not u.copied_to}
    before = max(n for n in range(number) if parts[n].role is parts[number].role)
    found: list[_Kept] = []
    for one, other in sorted(edges, key=lambda edge: (edge[1], edge[0])):
        between = part_of.get(units[one].index, -1)
        if part_of.get(units[other].index) == number and before < between < number:
            written = {v for use in versions.uses[one] if use.bound or use.writes
                       for v in (use.bound or use.read,)}  # fmt: skip
            read = [use.name for use in versions.uses[other] if use.read in written and use.read]
            shared = read or sorted(_changed(units[one], units[other]))
            name = shared[0] if shared else ""
            found.append(_Kept(units[one], units[other], parts[between], name, bool(read)))
    return sorted(found, key=lambda kept: not kept.flows)


def _changed(one: Unit, other: Unit) -> frozenset[str]:
    """What both touch, and one of them changes."""
    return (one.reads | one.writes) & other.writes | one.writes & other.reads


def _told(kept: _Kept) -> str:
    earlier, later = f"cell {kept.earlier.cell} ({kept.part.role})", f"cell {kept.later.cell}"
    if kept.name.startswith("<"):
        return f"the random numbers ({kept.name[1:-1]}) of {earlier} go on in {later}"
    if kept.flows:
        verb = "changed" if kept.name in kept.later.mutates else "read"
        return f"`{kept.name}` of {earlier} is {verb} by {later}"
    if kept.name:
        verb = "is used" if kept.name in kept.earlier.writes else "is read"
        return f"`{kept.name}` {verb} by {earlier} and changed by {later}"
    paths = {call.path for call in kept.earlier.analysed.facts.io if call.path is not None}
    for call in kept.later.analysed.facts.io:
        if call.path in paths and call.path is not None:
            path = shown_path(without_password(call.path))
            return f"the file `{path}` of {earlier} is used by {later}"
    return f"what {earlier} does comes before {later}"


def _fix(kept: Sequence[_Kept], program: Program) -> str:
    """Another tag for the cells that depend on the part between, where each stage is one part then.

    Where that leaves parts, more cells would have to move, or others: repair tries them all.
    """
    cells = sorted({int(one.later.cell) for one in kept})
    for role in dict.fromkeys(one.part.role for one in kept):
        units = [_tagged(u, role) if int(u.cell) in cells else u for u in program.units]
        parts = parts_of(units, program)
        if len(cells) <= _MOST_CELLS and len(parts) == len({part.role for part in parts}):
            told = " and ".join(map(str, cells))
            return f"Tag cell{'s' * (len(cells) > 1)} {told} `{role}` to join them."
    return "`nb2prod tag --repair` shows which tags would join them, `--write` writes them."


def _tagged(unit: Unit, role: Role) -> Unit:
    a = unit.analysed
    cell = replace(a.statement.cell, role=role)
    return replace(unit, analysed=replace(a, statement=replace(a.statement, cell=cell)))
