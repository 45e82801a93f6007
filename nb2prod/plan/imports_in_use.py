"""Names that mean one thing in one place and another in the next: imports, decorators, classes."""

from collections.abc import Iterable, Iterator, Sequence

from nb2prod.analysis.model import Analysis, Import
from nb2prod.analysis.rewrites.bindings import alike
from nb2prod.graph.parts import Part
from nb2prod.graph.units import Unit
from nb2prod.notebook.model import Role
from nb2prod.plan.place import Placement
from nb2prod.records import dataclass

COMMON = "common"
Choice = tuple[str, str, int]


@dataclass(frozen=True, slots=True)
class TwoImports:
    """A name that is one import where the statement uses it, and another in the same script."""

    name: str
    here: Import
    elsewhere: Import
    unit: Unit


@dataclass(frozen=True, slots=True)
class ImportsInUse:
    """Which import of a name each module needs: (module, name, statement), module being a stage
    or ``common``; and the names of which one module would need two."""

    chosen: tuple[Choice, ...] = ()
    twofold: tuple[TwoImports, ...] = ()


def imports_in_use(analysis: Analysis, parts: Sequence[Part], placement: Placement) -> ImportsInUse:
    """Which import of a name each module needs, where the notebook has different ones."""
    bound = _imported_twice(analysis)
    if not bound:
        return ImportsInUse()
    chosen: dict[tuple[str, str], Import] = {}
    twofold: dict[tuple[str, str], TwoImports] = {}
    for part in parts:
        for unit in part.units:
            for module, name in _uses(unit, part, placement, bound.keys()):
                one = _reaching(bound[name], unit.index)
                other = chosen.setdefault((module, name), one)
                if not alike(one.qualified, other.qualified):
                    twofold.setdefault((module, name), TwoImports(name, one, other, unit))
    choices = tuple((module, name, one.statement) for (module, name), one in chosen.items())
    return ImportsInUse(choices, tuple(twofold.values()))


def _imported_twice(analysis: Analysis) -> dict[str, list[Import]]:
    """Imports, in order, of the names that different ones bind."""
    skipped = {a.statement.index for a in analysis.statements if a.statement.cell.role is Role.SKIP}
    found: dict[str, list[Import]] = {}
    for one in analysis.imports:
        if not one.star and not one.guarded and one.statement not in skipped:
            found.setdefault(one.name, []).append(one)
    return {
        name: group
        for name, group in found.items()
        if any(not alike(one.qualified, group[-1].qualified) for one in group)
    }


def _uses(
    unit: Unit, part: Part, placement: Placement, names: Iterable[str]
) -> Iterator[tuple[str, str]]:
    wanted = set(names)
    for name in sorted(unit.analysed.facts.reads & wanted):
        yield part.name, name
    for definition in unit.definitions.values():
        module = COMMON if definition.key in placement.common else part.name
        for name in sorted(definition.reads & wanted):
            yield module, name


def _reaching(imports: Sequence[Import], index: int) -> Import:
    return next((one for one in reversed(imports) if one.statement < index), imports[0])
