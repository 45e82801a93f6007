"""Names that are an import in one use and a definition in another, where none could be renamed.

On module level one of them would be taken by all uses (`analysis/distinct.py` gives the later
one another name where each use is clear).
"""

import ast
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from nb2prod.analysis import scope
from nb2prod.analysis.bindings import Binding, Sort, is_own
from nb2prod.analysis.distinct import mixed_names
from nb2prod.analysis.environment import BUILTINS
from nb2prod.analysis.meanings import reads_own
from nb2prod.analysis.model import Analysis, Definition
from nb2prod.diagnostics import Diagnostic, Place
from nb2prod.notebook.model import Role
from nb2prod.plan.local import eager_reads
from nb2prod.plan.parts import Part
from nb2prod.plan.paths import key_of
from nb2prod.plan.place import Placement
from nb2prod.plan.program import Unit

_COMMON = "common"
_Binders = Mapping[str, Sequence[tuple[int, Sort]]]


@dataclass(frozen=True, slots=True)
class _Taken:
    """What a module takes a name for, and where."""

    module: str
    name: str
    sort: Sort
    place: Place


def mixed(analysis: Analysis, parts: Sequence[Part], placement: Placement) -> list[Diagnostic]:
    """An error for each such name."""
    binders = _binders(analysis)
    taken = [
        one for part in parts for u in part.units for one in _taken(u, part, placement, binders)
    ]
    found = {one.name: _two(one, other) for one, other in _clashes(taken, placement)}
    live = [a.statement for a in analysis.statements if a.statement.cell.role is not Role.SKIP]
    used = {one.name for one in taken}
    for name, (place, several) in mixed_names(live).items():
        if name in used or _reads(name, parts):
            found.setdefault(name, _unclear(name, place, several))
    return list(found.values())


def _binders(analysis: Analysis) -> _Binders:
    """What binds each name that more than one sort of thing has, in order."""
    found: dict[str, list[tuple[int, Sort]]] = {}
    skipped = {a.statement.index for a in analysis.statements if a.statement.cell.role is Role.SKIP}
    for one in analysis.imports:
        if not one.star and one.statement not in skipped and not is_own(one.qualified, one.name):
            found.setdefault(one.name, []).append((one.statement, Sort.IMPORT))
    for a in analysis.statements:
        for node in a.statement.nodes if a.statement.index not in skipped else ():
            if isinstance(node, (*scope.DEFS, ast.ClassDef)):
                found.setdefault(node.name, []).append((a.statement.index, Sort.DEFINITION))
    return {
        name: sorted(bound, key=lambda one: one[0])
        for name, bound in found.items()
        if name in BUILTINS or len({sort for _, sort in bound}) > 1
    }


def _taken(unit: Unit, part: Part, placement: Placement, binders: _Binders) -> Iterator[_Taken]:
    statement = unit.analysed.statement
    for name, bound in binders.items():
        own = name in BUILTINS and reads_own(name, statement)
        if name in unit.analysed.facts.reads or own:
            yield _Taken(part.name, name, _reaching(name, bound, unit.index), statement.place)
        for definition in unit.definitions.values():
            module = _COMMON if key_of(definition) in placement.common else part.name
            for index in _moments(name, definition, unit):
                yield _Taken(module, name, _reaching(name, bound, index), statement.place)


def _moments(name: str, definition: Definition, unit: Unit) -> Iterator[int]:
    """When a definition takes the name: as it is defined, and as it is called."""
    if name in set(eager_reads(definition.node)):
        yield definition.statement
    node = definition.node.value if isinstance(definition.node, ast.Assign) else definition.node
    assert isinstance(node, (*scope.FUNCTIONS, ast.ClassDef))
    if name in scope.free_names(node).reads:
        yield unit.index


def _reaching(name: str, bound: Sequence[tuple[int, Sort]], index: int) -> Sort:
    before = [sort for at, sort in bound if at < index]
    if before:
        return before[-1]
    return Sort.OWN if name in BUILTINS else bound[0][1]


def _clashes(taken: Sequence[_Taken], placement: Placement) -> Iterator[tuple[_Taken, _Taken]]:
    """Two uses of a name that differ, in one module or where the definition is in common.py."""
    shared = {name for (name, _) in placement.common}
    first: dict[tuple[str, str], _Taken] = {}
    for one in taken:
        where = _COMMON if one.name in shared else one.module
        other = first.setdefault((where, one.name), one)
        if other.sort is not one.sort:
            yield one, other


def _reads(name: str, parts: Sequence[Part]) -> bool:
    units = [u for part in parts for u in part.units]
    return any(name in u.analysed.facts.reads for u in units) or any(
        name in d.reads for u in units for d in u.definitions.values()
    )


def _two(one: _Taken, other: _Taken) -> Diagnostic:
    return Diagnostic(
        f"`{one.name}` is {one.sort.value} here and {other.sort.value} in {other.place}, and the "
        "scripts cannot tell which is meant where.",
        f"Give one of them another name than `{one.name}`.",
        one.place,
        code="NB210",
    )


def _unclear(name: str, place: Place, several: frozenset[Binding]) -> Diagnostic:
    ordered = sorted(several, key=lambda b: b.at)
    ways = " or ".join(f"`{b.what}`" if b.sort is Sort.IMPORT else b.sort.value for b in ordered)
    return Diagnostic(
        f"`{name}` may be {ways} here, as the code may run before and after it is bound anew.",
        f"Give one of them another name than `{name}`.",
        place,
        code="NB210",
    )
