"""Functions and objects that are stored while a global that they read gets a new value."""

import ast
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial

from nb2prod.analysis.environment import Environment
from nb2prod.analysis.model import Definition
from nb2prod.analysis.syntax.nodes import all_nodes, child_nodes, last_name, nodes_of, stored
from nb2prod.graph.closures import captured
from nb2prod.graph.returned import CONSUMERS, given_back, has_yield
from nb2prod.graph.running import Code, code_of, may_call, may_run, readers
from nb2prod.graph.units import Unit


def late_rebound(
    units: Sequence[Unit], state: frozenset[str], env: Environment
) -> Iterator[tuple[Unit, str, Unit, frozenset[str]]]:
    """Each statement that keeps a definition, its name, the later statement that rebinds, names."""
    code: Code | None = None
    binders: dict[str, list[int]] = {}
    for position, unit in enumerate(units):
        for name in unit.may:
            binders.setdefault(name, []).append(position)
    for position, unit in enumerate(units):
        facts = unit.analysed.facts
        if not (facts.may_bind or facts.mutates):
            continue
        for name, definition in unit.definitions.items():
            if name not in facts.reads:
                continue
            names = kept_state(unit, name, definition, state)
            # from the statement itself on: in a loop it may bind the name before it calls again
            later = _first_binder(binders, names, position)
            if later is None:
                continue
            rebound = units[later].may & names
            # made once, and for few notebooks at all
            code = code or code_of(units, env, state)
            runs = partial(may_call, names=names, code=code)
            if isinstance(definition.node, ast.ClassDef) and name not in facts.escaping:
                methods = readers(definition, names, unit.definitions, state)
                runs = partial(may_run, methods=methods, code=code)
            within = later == position and _binds_within(unit, rebound)
            if within or _run_after(units, position, later, runs):
                yield unit, name, units[later], rebound


def _used_up(unit: Unit, name: str) -> bool:
    """Whether all generators that the function makes here are run to their end at once."""
    nodes = [n for top in unit.analysed.statement.nodes for n in all_nodes(top)]
    used: list[ast.expr] = []
    for node in nodes:
        match node:
            case ast.Call(func=ast.Name(id=consumer), args=[given, *_]) if consumer in CONSUMERS:
                used.append(given)
            case ast.For(iter=given) | ast.YieldFrom(value=given):
                used.append(given)
            case ast.ListComp(generators=[first, *_]) | ast.SetComp(generators=[first, *_]):
                used.append(first.iter)
            case ast.DictComp(generators=[first, *_]):
                used.append(first.iter)
    calls = (n for n in used if isinstance(n, ast.Call) and isinstance(n.func, ast.Name))
    consumed = {n.func for n in calls}
    return all(n in consumed for n in nodes if isinstance(n, ast.Name) and n.id == name)


def kept_state(
    unit: Unit, name: str, definition: Definition, state: frozenset[str]
) -> frozenset[str]:
    """State that what the statement keeps of the definition, if anything, reads later on."""
    read = captured(definition, unit.definitions, state)
    if not read:
        return frozenset()  # most read no value of the notebook
    if isinstance(definition.node, ast.FunctionDef) and has_yield(definition.node):
        if _used_up(unit, name):
            return frozenset()
    scope = unit.definitions
    escapes = name in unit.analysed.facts.escaping
    if isinstance(definition.node, ast.ClassDef):
        return read if escapes else read & _read_in_methods(definition, scope, state)
    if escapes and (unit.may or _puts_away(unit, name)):
        if not only_calls(unit, name, definition.node, scope.keys() - {name}):
            return read
    called = _result_is_called(unit, name) and _only_returns_functions(definition, scope)
    if called and not read & unit.may:  # ``make(2)(count())`` may change what it reads
        return frozenset()
    return given_back(definition, scope, state)


def _result_is_called(unit: Unit, name: str) -> bool:
    """Whether nothing is done with what the function returns but to call it: ``make(2)(x)``."""
    nodes = [n for top in unit.analysed.statement.nodes for n in all_nodes(top)]
    called = {id(n.func.func) for n in nodes
              if isinstance(n, ast.Call) and isinstance(n.func, ast.Call)}  # fmt: skip
    return all(id(n) in called for n in nodes if isinstance(n, ast.Name) and n.id == name)


def _only_returns_functions(definition: Definition, scope: Mapping[str, Definition]) -> bool:
    """Whether functions inside leave it by ``return`` only, and make no functions themselves."""
    node = definition.node
    if not isinstance(node, ast.FunctionDef) or _keeps_functions([node.args], scope.keys()):
        return False
    every = [n for top in node.body for n in all_nodes(top)]
    inner = [n for n in every if isinstance(n, ast.FunctionDef | ast.Lambda)]
    if any(has_yield(n) or _keeps_functions([n], scope) for n in inner) or any(
        isinstance(n, ast.ClassDef | ast.AsyncFunctionDef | ast.GeneratorExp) for n in every
    ):
        return False
    returned = {id(n.value) for n in every if isinstance(n, ast.Return)}
    names = {n.name for n in inner if isinstance(n, ast.FunctionDef)} | scope.keys()
    used: list[ast.AST] = [n for n in every if isinstance(n, ast.Lambda)]
    used += [n for n in every if isinstance(n, ast.Name) and n.id in names]
    return all(id(n) in returned for n in used) and not names & {
        n.name for n in inner if isinstance(n, ast.FunctionDef) and n.decorator_list
    }


def _puts_away(unit: Unit, name: str) -> bool:
    """``d["f"] = f`` or ``steps.append(f)``; ``study.optimize(f)`` only calls it."""
    for node in (n for top in unit.analysed.statement.nodes for n in all_nodes(top)):
        match node:
            case ast.Assign(value=value) | ast.AugAssign(value=value):
                given: list[ast.expr] = [value]
            case ast.Call(func=ast.Name(id="setattr"), args=given):
                pass
            case ast.Call(func=ast.Attribute(attr=method), args=values, keywords=keywords):
                given = [*values, *(k.value for k in keywords)] if _is_keeping(method) else []
            case _:
                continue
        if any(isinstance(n, ast.Name) and n.id == name for g in given for n in all_nodes(g)):
            return True
    return False


def _is_keeping(method: str) -> bool:
    starts = ("append", "add", "insert", "extend", "register", "set", "update", "connect", "push")
    return method.lstrip("_").startswith(starts)


def _read_in_methods(
    definition: Definition, scope: Mapping[str, Definition], state: frozenset[str]
) -> frozenset[str]:
    """State that an object may read after it is made; what only ``__init__`` reads is done with."""
    node = definition.node
    assert isinstance(node, ast.ClassDef)
    plain = all(isinstance(n, ast.Attribute | ast.Name) for n in node.bases)
    outside = [*node.bases, *(n for n in node.body if _is_init(n))]
    if not plain or _keeps_functions(outside, scope):
        return captured(definition, scope, state)
    others = [m for m in definition.methods if m.name.rpartition(".")[2] != "__init__"]
    return frozenset(n for m in others for n in captured(m, scope, state))


def _is_init(node: ast.stmt) -> bool:
    return isinstance(node, ast.FunctionDef) and node.name == "__init__"


def _keeps_functions(nodes: Iterable[ast.AST], scope: Collection[str]) -> bool:
    """Whether code may leave a function or an object of the notebook in what it makes."""
    inner = [n for part in nodes for child in child_nodes(part) for n in all_nodes(child)]
    inner += [n for n in nodes if isinstance(n, ast.Name)]
    kinds = (ast.Lambda, ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.GeneratorExp)
    return any(isinstance(n, kinds) or (isinstance(n, ast.Name) and n.id in scope) for n in inner)


def only_calls(unit: Unit, name: str, node: ast.AST, others: Collection[str]) -> bool:
    """Whether the function is only called by what it is given to, and gives no function.

    `others` are the other functions and classes of the notebook that its code may name.
    """
    function = node.value if isinstance(node, ast.Assign) else node
    plain = isinstance(function, ast.FunctionDef | ast.Lambda)
    if not plain or has_yield(function) or _keeps_functions([function], others):
        return False
    known = dict(unit.analysed.facts.types)
    tables = all(n in known and known[n].name in _TABLES for n in unit.may)
    found: set[int] = set()
    every = [n for top in unit.analysed.statement.nodes for n in all_nodes(top)]
    for call in (n for n in every if isinstance(n, ast.Call)):
        match call:
            case ast.Call(func=ast.Attribute(attr=attr), args=[ast.Name() as given, *_]) if (
                attr in _APPLIES or (tables and attr in _OF_TABLES)
            ):
                found.add(id(given))
            case ast.Call(
                func=ast.Name(id="list" | "tuple" | "set" | "sum" | "max" | "min" | "sorted"),
                args=[ast.Call(func=ast.Name(id="map" | "filter"), args=[ast.Name() as given, *_])],
            ):
                found.add(id(given))
            case ast.Call(func=ast.Name(id="sorted" | "max" | "min")):
                found |= {id(k.value) for k in call.keywords if k.arg == "key"}
    uses = [n for n in every if isinstance(n, ast.Name) and n.id == name]
    direct = {id(n.func) for n in every if isinstance(n, ast.Call)}
    return all(id(n) in found | direct for n in uses)


_APPLIES = frozenset({"apply", "applymap", "agg", "aggregate"})
"""Methods that call a function at once, whatever has them."""

_OF_TABLES = frozenset({"map", "transform", "pipe"})
"""Methods that do so where the result is a table; of other things, they may keep it."""

_TABLES = frozenset({"pandas.DataFrame", "pandas.Series", "numpy.ndarray"})


def _binds_within(unit: Unit, names: frozenset[str]) -> bool:
    """Whether the statement goes on after a place where it binds one of the names.

    The next round, or the rest of the expression, calls what it has kept with the new value.
    """
    nodes = unit.analysed.statement.nodes
    every = [n for top in nodes for n in all_nodes(top)]
    walrus = any(isinstance(n, ast.NamedExpr) for n in every)
    return not isinstance(nodes[0], _SIMPLE) or walrus or not names <= set(stored(*nodes))


def _run_after(units: Sequence[Unit], made: int, bound: int, runs: Callable[[Unit], bool]) -> bool:
    """Whether what statement `made` kept may be run after `bound`, by whatever may hold it."""
    first = units[made]
    holders = set(first.may | first.mutates)
    for position in range(made + 1, len(units)):
        unit = units[position]
        # a simple statement reads all that it reads before it binds
        after = position > bound or (position == bound and _branches(unit))
        if after and unit.reads & holders and runs(unit):
            return True
        # after the check: `f = g(f)` runs the old `f` before it drops it
        before, anew = frozenset(holders), unit.must - unit.mutates
        if not any(nodes_of(ast.Call, unit.analysed.statement.nodes)):
            anew -= unit.reads  # `f = f`
        holders -= anew
        for share in unit.shares:
            if share.source in before or share.name in before - anew:
                holders |= {share.name, share.source}
        if unit.reads & before and _copies(unit):
            holders |= unit.may
    return False


_COPYING = frozenset({"clone", "copy", "deepcopy", "loads", "replace"})


def _copies(unit: Unit) -> bool:
    """Whether the statement makes copies, which hold what the object holds."""
    nodes = (n for top in unit.analysed.statement.nodes for n in all_nodes(top))
    called = (n.func for n in nodes if isinstance(n, ast.Call))
    return any(last_name(f) in _COPYING for f in called)


def _branches(unit: Unit) -> bool:
    """Whether the statement may read what it has bound itself."""
    return not isinstance(unit.analysed.statement.nodes[0], _SIMPLE)


_SIMPLE = (ast.Assign, ast.AnnAssign, ast.AugAssign, ast.Expr)


def _first_binder(
    binders: dict[str, list[int]], names: frozenset[str], position: int
) -> int | None:
    found = []
    for name in names:
        places = binders.get(name, [])
        at = bisect_left(places, position)
        found += places[at : at + 1]
    return min(found, default=None)
