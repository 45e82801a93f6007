"""Why a definition cannot take what it captures as parameters."""

import ast

from nb2prod.analysis.model import Definition
from nb2prod.graph.closures import bound_inside, loads


def method_names(node: ast.ClassDef) -> frozenset[str]:
    """Names of the methods and attributes that a class body binds, and of ``self.x``."""
    names = {child.name for child in node.body if isinstance(child, ast.FunctionDef)}
    for child in ast.walk(node):
        if isinstance(child, ast.Attribute) and isinstance(child.value, ast.Name):
            names.add(child.attr)
        if isinstance(child, ast.Name) and isinstance(child.ctx, ast.Store):
            names.add(child.id)
    return frozenset(names)


def is_private(name: str) -> bool:
    """Whether the name is another one inside a class, as ``__x`` is."""
    return name.startswith("__") and not name.endswith("__")


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
            outside |= loads(child)
    for method in methods:
        for part in [*method.decorator_list, *method.args.defaults, *method.args.kw_defaults]:
            outside |= loads(part) if part else set()
        first = method.args.posonlyargs + method.args.args
        if not first or any(
            _named(d, {"staticmethod", "classmethod"}) for d in method.decorator_list
        ):
            outside |= loads(method)
    if outside & names:
        return "they are read in the class body, in a decorator, a default or a static method"
    if method_names(node) & names:
        return "it has attributes of the same name"
    if any(map(is_private, names)):
        return "a class renames names that start with two underscores"
    if looked_into:
        return "its objects would hold them, which `vars()`, `dir()` or `__dict__` would show"
    return ""


def function_problem(definition: Definition, names: frozenset[str]) -> str:
    """Why a function cannot take `names` as keyword parameters; empty where it can."""
    node = definition.node
    if isinstance(node, ast.Assign):
        arguments = node.value.args if isinstance(node.value, ast.Lambda) else None
        decorators: list[ast.expr] = []
    else:
        assert isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        arguments, decorators = node.args, node.decorator_list
    early = set[str]()
    for part in [*decorators, *(arguments.defaults if arguments else ())]:
        early |= loads(part)
    for default in arguments.kw_defaults if arguments else ():
        early |= loads(default) if default else set()
    if early & names:
        return "it reads them in a default value or decorator"
    if decorators:
        return "its decorator may not pass them on"
    inside = node.value if isinstance(node, ast.Assign) else node
    if bound_inside(inside) & names:
        return "it has parameters or variables of the same name"
    return ""


def _named(node: ast.expr, names: set[str]) -> bool:
    return isinstance(node, ast.Name) and node.id in names
