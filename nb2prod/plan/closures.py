"""Which notebook globals a definition needs handed in, itself or for those that it calls."""

import ast
from collections.abc import Iterable, Mapping

from nb2prod.analysis.model import Definition


def captured(
    definition: Definition, scope: Mapping[str, Definition], state: frozenset[str]
) -> frozenset[str]:
    """State that the definition reads, and all that it reaches by name in `scope`."""
    seen: set[str] = set()
    found: set[str] = set()
    pending = [definition]
    while pending:
        current = pending.pop()
        found |= current.reads & state
        for name in sorted(current.reads & scope.keys()):
            if name not in seen:
                seen.add(name)
                pending.append(scope[name])
    return frozenset(found)


def reachable(names: Iterable[str], scope: Mapping[str, Definition]) -> dict[str, Definition]:
    """The definitions that are reached by name from `names`, in order of definition."""
    found: dict[str, Definition] = {}
    pending = sorted(set(names) & scope.keys())
    while pending:
        name = pending.pop()
        if name not in found:
            found[name] = scope[name]
            pending.extend(sorted(scope[name].reads & scope.keys()))
    return dict(sorted(found.items(), key=lambda item: (item[1].statement, item[0])))


def method_names(node: ast.ClassDef) -> frozenset[str]:
    """Names of the methods and attributes that a class body binds, and of ``self.x``."""
    names = {child.name for child in node.body if isinstance(child, ast.FunctionDef)}
    for child in ast.walk(node):
        if isinstance(child, ast.Attribute) and isinstance(child.value, ast.Name):
            names.add(child.attr)
        if isinstance(child, ast.Name) and isinstance(child.ctx, ast.Store):
            names.add(child.id)
    return frozenset(names)


def looks_into(source: str, nodes: Iterable[ast.AST]) -> bool:
    """Whether code lists what objects hold, as ``vars(x)`` does."""
    if "__dict__" not in source and not any(name in source for name in _LISTS):
        return False
    for node in (n for top in nodes for n in ast.walk(top)):
        match node:
            case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)) if name in _LISTS:
                return True
            case ast.Attribute(attr="__dict__"):
                return True
    return False


_LISTS = frozenset({"vars", "dir", "getmembers", "getmembers_static"})


def class_problem(definition: Definition, names: frozenset[str], looked_into: bool) -> str:
    """Why a class cannot take `names` through its constructor; empty where it can.

    `looked_into`: the notebook lists what objects hold.
    """
    node = definition.node
    assert isinstance(node, ast.ClassDef)
    bases = [
        base for base in node.bases if not (isinstance(base, ast.Name) and base.id == "object")
    ]
    init = next(
        (n for n in node.body if isinstance(n, ast.FunctionDef) and n.name == "__init__"), None
    )
    if init is None and (bases or node.decorator_list):
        return "it has no __init__ of its own that could take them"
    methods = [n for n in node.body if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]
    outside = set[str]()
    for child in node.body:
        if child not in methods:
            outside |= _loads(child)
    for method in methods:
        for part in [*method.decorator_list, *method.args.defaults, *method.args.kw_defaults]:
            outside |= _loads(part) if part else set()
        first = method.args.posonlyargs + method.args.args
        if not first or any(
            _named(d, {"staticmethod", "classmethod"}) for d in method.decorator_list
        ):
            outside |= _loads(method)
    if outside & names:
        return "they are read in the class body, in a decorator, a default or a static method"
    if method_names(node) & names:
        return "it has attributes of the same name"
    if looked_into:
        return "its objects would hold them, which `vars()`, `dir()` or `__dict__` would show"
    return ""


def function_problem(definition: Definition, names: frozenset[str]) -> str:
    """Why a function cannot take `names` as keyword parameters; empty where it can."""
    node = definition.node
    if isinstance(node, ast.Assign):
        return ""
    assert isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    early = set[str]()
    for part in [*node.decorator_list, *node.args.defaults, *node.args.kw_defaults]:
        early |= _loads(part) if part else set()
    if early & names:
        return "it reads them in a default value or decorator"
    if node.decorator_list:
        return "its decorator may not pass them on"
    arguments = node.args
    every = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
    local = {a.arg for a in every} | {a.arg for a in (arguments.vararg, arguments.kwarg) if a}
    local |= {
        n.id for n in ast.walk(node) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)
    }
    if local & names:
        return "it has parameters or variables of the same name"
    return ""


def _loads(node: ast.AST) -> set[str]:
    return {n.id for n in ast.walk(node) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load)}


def _named(node: ast.expr, names: set[str]) -> bool:
    return isinstance(node, ast.Name) and node.id in names
