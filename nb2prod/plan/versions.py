"""Names that mean one thing in one place and another in the next: imports, decorators, classes."""

import ast
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from nb2prod.analysis.bindings import alike, asks_names, labelled_names, shows_name
from nb2prod.analysis.model import Analysis, Definition, Import
from nb2prod.notebook.model import Role
from nb2prod.plan.local import eager_reads
from nb2prod.plan.parts import Part
from nb2prod.plan.paths import Key, key_of
from nb2prod.plan.place import Placement
from nb2prod.plan.program import Unit

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
        module = COMMON if key_of(definition) in placement.common else part.name
        for name in sorted(definition.reads & wanted):
            yield module, name


def _reaching(imports: Sequence[Import], index: int) -> Import:
    return next((one for one in reversed(imports) if one.statement < index), imports[0])


def early_versions(analysis: Analysis, parts: Sequence[Part]) -> Iterator[tuple[Definition, str]]:
    """Definitions whose decorators or defaults use another version of a name than is used later."""
    versions = _versions(analysis)
    for unit in (unit for part in parts for unit in part.units):
        scope = {d.name: d for d in unit.analysed.facts.definitions}
        for definition in scope.values():
            for name in _early(definition, scope, versions):
                yield definition, name


def shown_versions(parts: Sequence[Part], placement: Placement) -> Iterator[Key]:
    """Versions of a definition that get another name, which the notebook may show."""
    units = [unit for part in parts for unit in part.units]
    nodes = [n for u in units for top in u.analysed.statement.nodes for n in ast.walk(top)]
    asks, labelled = asks_names(nodes), set(labelled_names(nodes))
    for key in (key for key, name in placement.names.items() if name != key[0]):
        definition = next(d for u in units for d in u.definitions.values() if key_of(d) == key)
        if asks or key[0] in labelled or shows_name(definition.node):
            yield key


def _versions(analysis: Analysis) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for a in analysis.statements:
        if a.statement.cell.role is not Role.SKIP:
            for node in a.statement.nodes:
                if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                    found.setdefault(node.name, []).append(a.statement.index)
    return {name: places for name, places in found.items() if len(places) > 1}


def _early(
    definition: Definition, scope: Mapping[str, Definition], versions: Mapping[str, list[int]]
) -> Iterator[str]:
    """Names that the definition's header reads, and that stand for another version later."""
    for name in sorted(set(eager_reads(definition.node)) & versions.keys()):
        before = [index for index in versions[name] if index < definition.statement]
        if name in scope and before and scope[name].statement != before[-1]:
            yield name
