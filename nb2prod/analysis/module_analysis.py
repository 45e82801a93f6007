"""The notebook's own modules, analysed one by one: what calls into them do."""

import ast
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress

from nb2prod.analysis.aliasing.definitions import Definitions
from nb2prod.analysis.call_summary import Own, Summary
from nb2prod.analysis.model import Analysed, FixedPath, IOCall, Statement
from nb2prod.analysis.own_code import (
    NOTHING,
    Defined,
    OwnCode,
    path_rows,
    seen_from_outside,
    together,
    type_from_outside,
)
from nb2prod.analysis.own_state import state_of
from nb2prod.analysis.syntax import scope
from nb2prod.analysis.syntax.branches import constant_truth
from nb2prod.analysis.syntax.nodes import all_nodes
from nb2prod.analysis.syntax.top_level import statements_of
from nb2prod.notebook.model import Cell, OwnModule, Role
from nb2prod.notebook.own_modules import absolute, imported_modules
from nb2prod.records import replace

Follow = Callable[[list[Statement], OwnCode], tuple[Definitions, list[Analysed]]]
"""Analyses the statements of a module, where what it imports is known."""


def own_code(modules: Sequence[OwnModule], follow: Follow) -> OwnCode:
    """What calls into the modules do; those that a module imports are analysed before it."""
    by_name = {one.name: one for one in modules if not one.fault}
    found = NOTHING
    for name in _in_order(by_name):
        found = _with(found, by_name[name], follow)
    return found


def _in_order(modules: Mapping[str, OwnModule]) -> list[str]:
    """The modules, each after those that it imports; in a circle, as their names are ordered."""
    order: dict[str, None] = {}
    open_: set[str] = set()

    def visit(name: str) -> None:
        if name in order or name in open_:
            return
        open_.add(name)
        tree, package = ast.parse(modules[name].source), modules[name].package
        for other in sorted(imported_modules(tree, package)):
            if other in modules:
                visit(other)
        order[name] = None

    for name in sorted(modules):
        visit(name)
    return list(order)


def _as_imported(module: OwnModule) -> ast.Module:
    """The module's code as an import runs it, its relative imports written in full."""
    tree = ast.parse(module.source)
    for node in all_nodes(tree):
        if isinstance(node, ast.ImportFrom) and (whole := absolute(node, module.package)):
            node.module, node.level = whole, 0
        elif isinstance(node, ast.If) and isinstance(node.test, ast.Compare):
            if constant_truth(node.test):  # `__name__` is the module's, not that of a notebook
                node.test, node.body = ast.Constant(value=False), [ast.Pass()]
    return tree


def _with(known: OwnCode, module: OwnModule, follow: Follow) -> OwnCode:
    """With what a further module defines, and what it passes on of others."""
    tree = _as_imported(module)
    cell = Cell(1, "", Role.TRAIN, ast.unparse(tree) if module.source else "")
    statements = list(statements_of(cell, 0))
    world, analysed = follow(statements, known)
    writes, reads = state_of(tree)
    functions, classes = dict(known.functions), dict(known.classes)
    returns, rows = dict(known.returns), dict(known.rows)
    defined = dict(known.defined)
    fixed = list(known.fixed)
    env = world.env
    for name, definition in env.definitions.items():
        full = f"{module.name}.{name}"
        kind = type_from_outside(definition.returns, module.name)
        if kind is not None:
            returns[full] = kind
        if isinstance(definition.node, ast.ClassDef):
            found = {}
            for unit in world.all_methods(name):
                method = unit.rpartition(".")[2]
                summary = _seen(unit, world, module.name, writes, reads)
                if summary is not None:
                    found[method] = summary
                    made = world.unit(unit)
                    result = type_from_outside(made.returns if made else None, module.name)
                    if result is not None:
                        returns[f"{full}.{method}"] = result
            classes[full] = found
        else:
            defined[full] = Defined(module.name, definition, env.imports, env.definitions)
            summary = _seen(name, world, module.name, writes, reads)
            if summary is not None:
                functions[full] = summary
                if made_rows := path_rows(full, summary, summary.own.io, kind):
                    rows[full] = tuple(made_rows)
    for name, qualified in env.imports.items():
        full = f"{module.name}.{name}"
        for table in (functions, classes, returns, defined, rows):
            _pass_on(table, qualified, full)
    fixed += _fixed(module, analysed, world)
    effects = together(_of_import(a) for a in analysed)
    return OwnCode(
        functions, classes, returns, defined, rows,
        {**known.public, module.name: _public(tree, world)},
        {**known.at_import, module.name: effects},
        tuple(dict.fromkeys(fixed)),
    )  # fmt: skip


def _pass_on(table: dict, qualified: str, full: str) -> None:  # type: ignore[type-arg]
    if qualified in table:
        table[full] = table[qualified]


def _seen(
    unit: str,
    world: Definitions,
    module: str,
    writes: Mapping[str, frozenset[str]],
    reads: Mapping[str, frozenset[str]],
) -> Summary | None:
    """The summary as callers have it; what the module keeps is a stream, ``module:name``."""
    summary = world.summary(unit)
    if summary is None:
        return None
    units = {unit, *summary.units}
    owns = [s.own for u in sorted(units) if (s := world.summary(u))]
    tops = {u.partition(".")[0] for u in units}
    changed = {f"{module}:{n}" for top in tops for n in writes.get(top, ())}
    read = {f"{module}:{n}" for top in tops for n in reads.get(top, ())}
    own = together(owns)
    own = replace(own, seeds=own.seeds | changed, draws=own.draws | changed | read)
    return seen_from_outside(summary, own)


def _of_import(a: Analysed) -> Own:
    facts = a.facts
    return Own(
        seeds=facts.seeds,
        draws=facts.draws,
        effects=facts.effects,
        prints=facts.prints,
        shows=facts.shows,
        draws_figure=facts.draws_figure,
    )


def _public(tree: ast.Module, world: Definitions) -> frozenset[str]:
    """The names that a star import takes."""
    for node in tree.body:
        match node:
            case ast.Assign(targets=[ast.Name(id="__all__")], value=value):
                with suppress(ValueError):
                    return frozenset(map(str, ast.literal_eval(value)))
    env = world.env
    names = {*env.bound, *env.definitions, *env.imports, *env.types, *env.constants}
    for node in tree.body:
        if isinstance(node, ast.Assign):
            names |= {t.id for t in node.targets if isinstance(t, ast.Name)}
        elif isinstance(node, (*scope.DEFS, ast.ClassDef)):
            names.add(node.name)
    return frozenset(n for n in names if not n.startswith("_"))


def _fixed(module: OwnModule, analysed: list[Analysed], world: Definitions) -> Iterator[FixedPath]:
    """The paths that stand in the module."""
    calls: list[tuple[str, IOCall]] = [("", c) for a in analysed for c in a.facts.io]
    for name, definition in world.env.definitions.items():
        units = world.all_methods(name) if isinstance(definition.node, ast.ClassDef) else (name,)
        full = f"{module.name}.{name}"
        calls += [(full, c) for u in units if (s := world.summary(u)) for c in s.own.io]
    lines = module.source.split("\n")
    for owner, call in calls:
        path = call.path
        if path is not None and "://" not in path:
            line = next((n for n, text in enumerate(lines, 1) if path in text), 1)
            yield FixedPath(module.file, line, path, call.access.may_write, owner)
