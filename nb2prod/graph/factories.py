"""Functions that return functions, which cannot be pickled: a call makes them again instead."""

import ast
from collections.abc import Collection, Iterator, Mapping

from nb2prod.analysis.model import Definition
from nb2prod.analysis.syntax import scope
from nb2prod.analysis.syntax.nodes import (
    all_nodes,
    child_nodes,
    last_name,
    outside,
    root_name,
    stored,
)
from nb2prod.graph.units import Unit
from nb2prod.knowledge.methods import MUTATING_METHODS

OWN_PICKLE = {"__getstate__", "__reduce__", "__reduce_ex__"}


def factories(definitions: Mapping[str, Definition]) -> frozenset[str]:
    """Functions and classes whose calls give a function without a name, or what holds one."""
    found: set[str] = set()
    while True:
        more = {n for n, d in definitions.items() if n not in found and _makes(d, found)}
        if not more:
            return frozenset(found)
        found |= more


def _makes(definition: Definition, known: Collection[str]) -> bool:
    node = definition.node
    if isinstance(node, ast.ClassDef):
        methods = [m.node for m in definition.methods]
        names = {m.name for m in definition.methods}
        return not names & OWN_PICKLE and any(_keeps(m, known) for m in methods)
    if not isinstance(node, ast.FunctionDef) or node.decorator_list:
        return False
    classes = frozenset(n.name for n in _own(node) if isinstance(n, ast.ClassDef))
    makers, inner = classes.union(known), _inner(node) | classes
    for n in _own(node):
        match n:
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                inner |= {name} if holds(value, makers, inner) else set()
    return any(
        isinstance(n, ast.Return) and n.value is not None and holds(n.value, makers, inner)
        for n in _own(node)
    )


def _keeps(method: ast.AST, known: Collection[str]) -> bool:
    """Whether a method puts a function without a name into its object."""
    if not isinstance(method, scope.DEFS) or not method.args.args:
        return False
    me, inner = method.args.args[0].arg, _inner(method)
    for node in _own(method):
        match node:
            case ast.Assign(targets=targets, value=value):
                mine = (t for t in targets if isinstance(t, ast.Attribute | ast.Subscript))
                if any(root_name(t) == me for t in mine) and holds(value, known, inner):
                    return True
    return False


def _inner(node: scope.DefNode) -> frozenset[str]:
    """Functions that are defined in a function."""
    return frozenset(n.name for n in _own(node) if isinstance(n, scope.DEFS))


def _own(node: ast.AST) -> Iterator[ast.AST]:
    """The nodes of a function, those in functions inside of it left out."""
    kinds = (*scope.FUNCTIONS, ast.ClassDef)
    return (n for child in child_nodes(node) for n in outside(child, kinds))


def holds(value: ast.expr, makers: Collection[str], inner: Collection[str] = ()) -> bool:
    """Whether an expression gives a function without a name, or a container or object with one.

    `makers` are what gives one when it is called, `inner` such functions themselves.
    """
    match value:
        case ast.Lambda():
            return True
        case ast.Name(id=name):
            return name in inner
        case ast.Dict(values=values):
            parts: list[ast.expr] = values
        case ast.List(elts=elements) | ast.Tuple(elts=elements) | ast.Set(elts=elements):
            parts = elements
        case ast.ListComp(elt=element) | ast.DictComp(value=element):
            parts = [element]
        case ast.IfExp(body=one, orelse=other):
            parts = [one, other]
        case ast.Call(func=ast.Attribute(value=owner, attr="fit")):
            parts = [owner]
        case ast.Call(func=func, args=args, keywords=keywords):
            called = last_name(func)
            if called in makers and isinstance(func, ast.Name):
                return True
            kept = called in {"defaultdict", "partial"}
            kept = kept or (called[:1].isupper() and not called.isupper())
            parts = [*args, *(k.value for k in keywords)] if kept else []
        case _:
            return False
    return any(holds(part, makers, inner) for part in parts)


def replaced(definitions: Mapping[str, Definition], makers: Collection[str]) -> frozenset[str]:
    """Functions that a decorator replaces by one that pickle does not find by its name.

    With `functools.wraps` it has the name of the function that it replaces.
    """
    found: set[str] = set()
    for name, definition in definitions.items():
        for decorator in getattr(definition.node, "decorator_list", ()):
            called = decorator.func if isinstance(decorator, ast.Call) else decorator
            maker = called.id if isinstance(called, ast.Name) else ""
            if maker in makers and not {"wraps", "update_wrapper"} & _words(definitions[maker]):
                found.add(name)
    return frozenset(found)


def _words(definition: Definition) -> set[str]:
    nodes = all_nodes(definition.node)
    return set(map(last_name, nodes))


def remade_call(unit: Unit) -> ast.Call | None:
    """The call, where a statement is ``f = make(a, b)`` and the function that it makes keeps
    nothing but what it is given: another one does the same."""
    match unit.analysed.statement.nodes:
        case (ast.Assign(targets=[ast.Name()], value=ast.Call(func=ast.Name(id=name)) as call),):
            definition = unit.definitions.get(name)
            if definition is not None and name in factories(unit.definitions):
                return call if _is_steady(definition) else None
    return None


def _is_steady(definition: Definition) -> bool:
    node = definition.node
    busy = (definition.io, definition.draws, definition.seeds, definition.effects)
    if isinstance(node, ast.ClassDef) or any(busy) or definition.mutates or definition.writes:
        return False
    for one in all_nodes(node):
        match one:
            case ast.Nonlocal() | ast.Global() | ast.Delete() | ast.Yield() | ast.YieldFrom():
                return False
            case ast.Call(func=ast.Name(id="print")):
                return False
            case ast.Call(func=ast.Attribute(attr=name)) if name in MUTATING_METHODS:
                return False
            case ast.Attribute(ctx=ast.Store()) | ast.Subscript(ctx=ast.Store()):
                return False
    own = stored(*(n for n in _own(node) if isinstance(n, ast.stmt)))
    return isinstance(node, ast.FunctionDef) and len(own) == len(set(own))
