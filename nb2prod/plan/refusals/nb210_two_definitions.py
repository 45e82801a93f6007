"""NB210: two definitions, or imports, of one name are in use."""

import ast
from collections.abc import Iterator, Mapping, Sequence

from nb2prod.analysis.model import Analysis, Definition
from nb2prod.analysis.rewrites.bindings import Sort, asks_names, labelled_names, shows_name
from nb2prod.analysis.syntax.nodes import all_nodes, last_name
from nb2prod.diagnostics import Diagnostic
from nb2prod.graph.units import Part
from nb2prod.plan.draft import Draft
from nb2prod.plan.handed import names_of
from nb2prod.plan.local import eager_reads
from nb2prod.plan.names_in_use import unclear_uses
from nb2prod.plan.paths import Key
from nb2prod.plan.place import Placement
from nb2prod.plan.refusals.refusals import refusal


@refusal("NB210", rank=210)
def torn(draft: Draft) -> Iterator[Diagnostic]:
    """Definitions that call one version of a function here and another there."""
    for definition, unit in draft.placement.torn:
        yield Diagnostic(
            f"`{definition.name}` calls a function that is defined again between two uses of it.",
            "Give the later function another name.",
            unit.place,
            code="NB210",
        )


@refusal("NB210", rank=230)
def versions(draft: Draft) -> Iterator[Diagnostic]:
    """Decorators and defaults that use another version of a definition, and second versions of
    a class whose name the notebook shows."""
    told: set[tuple[str, str]] = set()
    for definition, name in early_versions(draft.analysis, draft.parts):
        if (definition.name, name) not in told:
            told.add((definition.name, name))
            yield Diagnostic(
                f"`{definition.name}` is defined with `{name}`, which is defined again afterwards.",
                f"Give the later `{name}` another name.",
                draft.places.get(definition.statement),
                code="NB210",
            )
    for name, statement in shown_versions(draft.parts, draft.placement):
        yield Diagnostic(
            f"this is the second `{name}` in use, which needs another name in the scripts, and "
            "the notebook may show the name.",
            f"Give this `{name}` another name.",
            draft.places.get(statement),
            code="NB210",
        )


@refusal("NB210", rank=232)
def mixed(draft: Draft) -> Iterator[Diagnostic]:
    """A name that is one thing in one use and another, or Python's own, in the next."""
    told: set[str] = set()
    for one, other in draft.names_in_use.twofold:
        if one.name in told:
            continue
        told.add(one.name)
        here, there = one.binding, other.binding
        message = (
            f"`{one.name}` is {here.sort.value} here and {there.sort.value} in {other.place}, "
            "and the scripts cannot tell which is meant where."
        )
        advice = f"Give one of them another name than `{one.name}`."
        if here.sort is there.sort:
            what = f"`{here.what}` here and `{there.what}` elsewhere in the same script"
            message, advice = f"`{one.name}` is {what}.", "Import one of them under another name."
        yield Diagnostic(message, advice, one.place, code="NB210")
    for name, place, several in unclear_uses(draft.analysis, draft.parts):
        if name not in told:
            ways = [f"`{b.what}`" if b.sort is Sort.IMPORT else b.sort.value for b in several]
            yield Diagnostic(
                f"`{name}` may be {' or '.join(ways)} here, as the code may run before and after "
                "it is bound again.",
                f"Give one of them another name than `{name}`.",
                place,
                code="NB210",
            )


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
    keys = [key for key, name in placement.names.items() if name != key[0]]
    if not keys:
        return
    units = [unit for part in parts for unit in part.units]
    nodes = [n for u in units for top in u.analysed.statement.nodes for n in all_nodes(top)]
    labelled = set(labelled_names(nodes))
    inside = {d.key: d for u in units for d in u.definitions.values()}
    nodes += [n for d in inside.values() for n in all_nodes(d.node)]
    asks = asks_names(nodes)
    takes: dict[str, list[tuple[str, ...]]] = {}
    for d in inside.values():
        takes.setdefault(d.name, []).append(names_of(d))
    for key in keys:
        definition = next(d for u in units for d in u.definitions.values() if d.key == key)
        shown = shows_name(definition.node) and _shows_objects(key[0], nodes, takes)
        asked = asks and not _only_called(definition.node, nodes)
        if asked or key[0] in labelled or shown:
            yield key


_SILENT = frozenset({"cache", "inference_mode", "jit", "lru_cache", "njit", "no_grad"})
"""Decorators that do nothing with the name of what they are given."""


def _decorator(node: ast.expr) -> str:
    return last_name(node.func if isinstance(node, ast.Call) else node)


def _only_called(node: ast.AST, nodes: Sequence[ast.AST]) -> bool:
    """Whether a function is never a value, which code could ask for its name."""
    if not isinstance(node, ast.FunctionDef):
        return False
    if not all(_decorator(one) in _SILENT for one in node.decorator_list):
        return False
    called = {id(n.func) for n in nodes if isinstance(n, ast.Call)}
    uses = (n for n in nodes if isinstance(n, ast.Name) and n.id == node.name)
    return all(id(n) in called for n in uses)


def _shows_objects(
    name: str, nodes: Sequence[ast.AST], takes: Mapping[str, Sequence[tuple[str, ...]]]
) -> bool:
    """Whether code may do more with objects of a class than to look up what they hold.

    ``cfg = CFG()`` and ``cfg.rate`` do not show the text of ``cfg``; ``train(cfg)`` neither,
    where the function calls it `cfg` too. `takes` are the parameters of the functions.
    """
    objects, plain = set[str](), set[int]()
    for node in nodes:
        match node:
            case ast.Assign(
                targets=[ast.Name(id=bound)], value=ast.Call(func=ast.Name(id=called) as func)
            ) if called == name:
                objects.add(bound)
                plain.add(id(func))
            case ast.Attribute(value=ast.Name() as owner, attr=attribute):
                if attribute == "__dict__" or not attribute.startswith("__"):
                    plain.add(id(owner))
            case ast.arg(annotation=ast.Name() as kind):
                plain.add(id(kind))
            case ast.Call(func=ast.Name(id=function), args=args, keywords=keywords):
                versions = takes.get(function, ())
                given = [*enumerate(args), *((k.arg, k.value) for k in keywords)]
                for at, one in given:
                    if isinstance(one, ast.Name) and versions:
                        same = (_parameter(at, names) == one.id for names in versions)
                        plain |= {id(one)} if all(same) else set()
    loads = (n for n in nodes if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load))
    return any(n.id in objects | {name} and id(n) not in plain for n in loads)


def _parameter(at: int | str | None, names: tuple[str, ...]) -> str | None:
    """The parameter that an argument is for, by position or by keyword."""
    if isinstance(at, int):
        return names[at] if at < len(names) else None
    return at if at in names else None


def _versions(analysis: Analysis) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for a in analysis.statements:
        if a.statement.cell.live:
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
