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


def bound_inside(node: ast.AST) -> frozenset[str]:
    """Names that something in the code binds, in whatever scope."""
    found: set[str] = set()
    for child in ast.walk(node):
        match child:
            case ast.Name(id=name, ctx=ast.Store() | ast.Del()) | ast.arg(arg=name):
                found.add(name)
            case ast.ExceptHandler(name=str(name)) | ast.MatchAs(name=str(name)):
                found.add(name)
            case ast.MatchStar(name=str(name)) | ast.MatchMapping(rest=str(name)):
                found.add(name)
            case ast.alias(name=name, asname=other):
                found.add((other or name).partition(".")[0])
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) if child is not node:
                found.add(name)
            case ast.ClassDef(name=name) if child is not node:
                found.add(name)
    return frozenset(found)


def hidden_at(
    nodes: Iterable[ast.AST], scope: Mapping[str, Definition], state: frozenset[str]
) -> dict[str, frozenset[str]]:
    """Definitions that are used where a comprehension or lambda hides what has to be handed in.

    ``[f(x) for limit in limits]`` cannot say ``f(x, limit=limit)`` for the notebook's `limit`.
    """
    kinds = (ast.Lambda, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
    found: dict[str, frozenset[str]] = {}
    for node in (n for top in nodes for n in ast.walk(top) if isinstance(n, kinds)):
        bound = bound_inside(node)
        for name in loads(node) & scope.keys():
            hidden = captured(scope[name], scope, state) & bound
            if hidden:
                found[name] = found.get(name, frozenset()) | hidden
    return found


def loads(node: ast.AST) -> set[str]:
    """Names that the code reads, in whatever scope."""
    return {n.id for n in ast.walk(node) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load)}


def _named(node: ast.expr, names: set[str]) -> bool:
    return isinstance(node, ast.Name) and node.id in names
