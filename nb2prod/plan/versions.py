"""Names that mean one thing in one place and another in the next: imports, decorators, classes."""

import ast
from collections.abc import Iterable, Iterator, Mapping, Sequence

from nb2prod.analysis.bindings import alike, asks_names, labelled_names, shows_name
from nb2prod.analysis.model import Analysis, Definition, Import
from nb2prod.diagnostics import Diagnostic, Place
from nb2prod.notebook.model import Role
from nb2prod.plan.local import eager_reads
from nb2prod.plan.mixed import mixed
from nb2prod.plan.parts import Part
from nb2prod.plan.paths import Key, key_of
from nb2prod.plan.place import Placement
from nb2prod.plan.program import Unit

COMMON = "common"
Choice = tuple[str, str, int]


def imports_in_use(
    analysis: Analysis, parts: Sequence[Part], placement: Placement
) -> tuple[list[Choice], list[Diagnostic]]:
    """Which import of a name each module needs, where the notebook has different ones.

    Gives (module, name, statement), module being a stage or ``common``, and an error for each
    name of which one module would need two.
    """
    bound = _imported_twice(analysis)
    if not bound:
        return [], []
    chosen: dict[tuple[str, str], Import] = {}
    errors: dict[tuple[str, str], Diagnostic] = {}
    for part in parts:
        for unit in part.units:
            for module, name in _uses(unit, part, placement, bound.keys()):
                one = _reaching(bound[name], unit.index)
                other = chosen.setdefault((module, name), one)
                if not alike(one.qualified, other.qualified):
                    errors.setdefault((module, name), _two_imports(name, one, other, unit))
    return [(module, name, one.statement) for (module, name), one in chosen.items()], list(
        errors.values()
    )


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


def _two_imports(name: str, one: Import, other: Import, unit: Unit) -> Diagnostic:
    return Diagnostic(
        f"`{name}` is `{one.qualified}` here and `{other.qualified}` elsewhere in the same script.",
        "Import one of them under another name.",
        unit.analysed.statement.place,
        code="NB210",
    )


def two_versions(
    analysis: Analysis, parts: Sequence[Part], placement: Placement
) -> list[Diagnostic]:
    """Decorators and defaults that use another version of a definition, and second versions of
    a class whose name the notebook shows."""
    places = {a.statement.index: a.statement.place for a in analysis.statements}
    found: dict[tuple[str, str], Diagnostic] = {}
    versions = _versions(analysis)
    units = [unit for part in parts for unit in part.units]
    for unit in units:
        scope = {d.name: d for d in unit.analysed.facts.definitions}
        for definition in scope.values():
            for name in _early(definition, scope, versions):
                place = places.get(definition.statement)
                found.setdefault((definition.name, name), _early_version(definition, name, place))
    nodes = [n for u in units for top in u.analysed.statement.nodes for n in ast.walk(top)]
    asks, labelled = asks_names(nodes), set(labelled_names(nodes))
    for key in (key for key, name in placement.names.items() if name != key[0]):
        definition = next(d for u in units for d in u.definitions.values() if key_of(d) == key)
        if asks or key[0] in labelled or shows_name(definition.node):
            found[key[0], str(key[1])] = _renamed(key, places.get(key[1]))
    return [*found.values(), *mixed(analysis, parts, placement)]


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


def _early_version(definition: Definition, name: str, place: Place | None) -> Diagnostic:
    return Diagnostic(
        f"`{definition.name}` is defined with `{name}`, which is defined anew afterwards.",
        f"Give the later `{name}` another name.",
        place,
        code="NB210",
    )


def _renamed(key: Key, place: Place | None) -> Diagnostic:
    return Diagnostic(
        f"this is the second `{key[0]}` in use, which needs another name in the scripts, and the "
        "notebook may show the name.",
        f"Give this `{key[0]}` another name.",
        place,
        code="NB210",
    )
