"""Names with several imports or definitions: which of them each module uses.

If all uses in one module take the same one, the module imports it. `distinct` has renamed those
that it could separate. What is left is refused: at module level all uses would take one of them.
"""

import ast
from collections.abc import Iterator, Mapping, Sequence

from nb2prod.analysis.environment import BUILTINS
from nb2prod.analysis.model import Analysis, Definition
from nb2prod.analysis.rewrites.bindings import OWN, Binding, Sort, alike, is_own
from nb2prod.analysis.rewrites.distinct import mixed_names
from nb2prod.analysis.rewrites.own_names import reads_own
from nb2prod.analysis.syntax import scope
from nb2prod.diagnostics import Place
from nb2prod.graph.units import Part, Unit
from nb2prod.plan.local import eager_reads
from nb2prod.plan.place import Placement
from nb2prod.records import dataclass

_COMMON = "common"
_Binders = Mapping[str, Sequence[Binding]]


@dataclass(frozen=True, slots=True)
class Taken:
    """What a module takes a name for, and where."""

    module: str
    name: str
    binding: Binding
    place: Place


@dataclass(frozen=True, slots=True)
class NamesInUse:
    """Which import of a name each module needs: (module, name, statement), module being a stage
    or ``common``; and two uses of a name that differ, in one module or where a definition of the
    name is in common.py."""

    chosen: tuple[tuple[str, str, int], ...] = ()
    twofold: tuple[tuple[Taken, Taken], ...] = ()


def names_in_use(analysis: Analysis, parts: Sequence[Part], placement: Placement) -> NamesInUse:
    """What each module takes the names for that the notebook binds to different things."""
    binders = _binders(analysis)
    shared = {name for name, _ in placement.common}
    first: dict[tuple[str, str], Taken] = {}
    twofold: list[tuple[Taken, Taken]] = []
    for part in parts if binders else ():
        for one in (one for u in part.units for one in _taken(u, part, placement, binders)):
            where = _COMMON if one.name in shared else one.module
            other = first.setdefault((where, one.name), one)
            if _differ(one.binding, other.binding):
                twofold.append((one, other))
    chosen = (
        (*key, one.binding.at)
        for key, one in first.items()
        if any(_unlike(one.binding, other) for other in binders[one.name])
    )
    return NamesInUse(tuple(chosen), tuple(twofold))


def unclear_uses(
    analysis: Analysis, parts: Sequence[Part]
) -> Iterator[tuple[str, Place, list[Binding]]]:
    """Names that may be one of several things at a use, where stages need them."""
    for name, (place, several) in mixed_names([a.statement for a in analysis.live]).items():
        if _reads(name, parts):
            yield name, place, sorted(several, key=lambda b: b.at)


def _binders(analysis: Analysis) -> _Binders:
    """What binds each name that different things have, in order.

    Imports that may fail have no ``what``: nobody knows which of them is there.
    """
    found: dict[str, list[Binding]] = {}
    live = {a.statement.index for a in analysis.live}
    for one in analysis.imports:
        if not one.star and one.statement in live and not is_own(one.qualified, one.name):
            what = "" if one.guarded else one.qualified
            found.setdefault(one.name, []).append(Binding(Sort.IMPORT, what, one.statement))
    for a in analysis.live:
        for node in a.statement.nodes:
            if isinstance(node, (*scope.DEFS, ast.ClassDef)):
                binding = Binding(Sort.DEFINITION, at=a.statement.index)
                found.setdefault(node.name, []).append(binding)
    return {
        name: sorted(bound, key=lambda one: one.at)
        for name, bound in found.items()
        if name in BUILTINS or any(_differ(one, bound[-1]) for one in bound)
    }


def _differ(one: Binding, other: Binding) -> bool:
    """Whether they are an import and a definition, or imports of two things."""
    return one.sort is not other.sort or _unlike(one, other)


def _unlike(one: Binding, other: Binding) -> bool:
    """Whether they are imports of two things."""
    return bool(one.what and other.what) and not alike(one.what, other.what)


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


def _reaching(name: str, bound: Sequence[Binding], index: int) -> Binding:
    before = [binding for binding in bound if binding.at < index]
    return before[-1] if before else OWN if name in BUILTINS else bound[0]


def _reads(name: str, parts: Sequence[Part]) -> bool:
    for unit in (unit for part in parts for unit in part.units):
        if name in unit.analysed.facts.reads or any(
            name in d.reads for d in unit.definitions.values()
        ):
            return True
        if name in BUILTINS and reads_own(name, unit.analysed.statement):
            return True
    return False
