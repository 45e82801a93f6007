"""Names that are an import in one use and a definition in another, where neither was renamed.

On module level one of them would be taken by all uses (`distinct` gives the later one another
name where each use is clear).
"""

import ast
from collections.abc import Iterator, Mapping, Sequence

from nb2prod.analysis.environment import BUILTINS
from nb2prod.analysis.model import Analysis, Definition
from nb2prod.analysis.rewrites.bindings import Binding, Sort, is_own
from nb2prod.analysis.rewrites.distinct import mixed_names
from nb2prod.analysis.rewrites.own_names import reads_own
from nb2prod.analysis.syntax import scope
from nb2prod.diagnostics import Place
from nb2prod.graph.parts import Part
from nb2prod.graph.units import Unit
from nb2prod.notebook.model import Role
from nb2prod.plan.local import eager_reads
from nb2prod.plan.place import Placement
from nb2prod.records import dataclass

_COMMON = "common"
_Binders = Mapping[str, Sequence[tuple[int, Sort]]]


@dataclass(frozen=True, slots=True)
class Taken:
    """What a module takes a name for, and where."""

    module: str
    name: str
    sort: Sort
    place: Place


def taken_twice(
    analysis: Analysis, parts: Sequence[Part], placement: Placement
) -> Iterator[tuple[Taken, Taken]]:
    """Two uses of a name that differ, in one module or where the definition is in common.py."""
    binders = _binders(analysis)
    shared = {name for (name, _) in placement.common}
    first: dict[tuple[str, str], Taken] = {}
    for part in parts if binders else ():
        for one in (one for u in part.units for one in _taken(u, part, placement, binders)):
            where = _COMMON if one.name in shared else one.module
            other = first.setdefault((where, one.name), one)
            if other.sort is not one.sort:
                yield one, other


def unclear_uses(
    analysis: Analysis, parts: Sequence[Part]
) -> Iterator[tuple[str, Place, list[Binding]]]:
    """Names that may be one of several things at a use, where stages need them."""
    live = [a.statement for a in analysis.statements if a.statement.cell.role is not Role.SKIP]
    for name, (place, several) in mixed_names(live).items():
        if _reads(name, parts):
            yield name, place, sorted(several, key=lambda b: b.at)


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


def _taken(unit: Unit, part: Part, placement: Placement, binders: _Binders) -> Iterator[Taken]:
    statement = unit.analysed.statement
    for name, bound in binders.items():
        own = name in BUILTINS and reads_own(name, statement)
        if name in unit.analysed.facts.reads or own:
            yield Taken(part.name, name, _reaching(name, bound, unit.index), statement.place)
        for definition in unit.definitions.values():
            module = _COMMON if definition.key in placement.common else part.name
            for index in _moments(name, definition, unit):
                yield Taken(module, name, _reaching(name, bound, index), statement.place)


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


def _reads(name: str, parts: Sequence[Part]) -> bool:
    for unit in (unit for part in parts for unit in part.units):
        if name in unit.analysed.facts.reads or any(
            name in d.reads for d in unit.definitions.values()
        ):
            return True
        if name in BUILTINS and reads_own(name, unit.analysed.statement):
            return True
    return False
