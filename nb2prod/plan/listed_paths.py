"""Paths that a listing of a folder gives: they follow the folder, which is a parameter itself."""

import ast
from collections.abc import Iterable, Iterator

from nb2prod.analysis.environment import Environment
from nb2prod.analysis.syntax import scope
from nb2prod.analysis.syntax.call_parts import method_name
from nb2prod.analysis.syntax.name_nodes import named
from nb2prod.analysis.syntax.nodes import all_nodes

_LISTS = frozenset({"glob.glob", "glob.iglob", "os.walk", "os.scandir", "os.fwalk"})
_LIST_METHODS = frozenset({"glob", "rglob", "iterdir", "walk"})
_FIRST = frozenset({"str", "os.fspath", "os.path.abspath", "os.path.join", "pathlib.Path"})


def listed_names(nodes: Iterable[ast.AST], env: Environment) -> frozenset[str]:
    """Names of paths that are listed, and of what is made of them."""
    pairs = [pair for top in nodes for node in all_nodes(top) for pair in _bindings(node)]
    found: set[str] = set()
    while True:
        size = len(found)
        for target, value in pairs:
            if named(value) & found or any(_lists(n, env) for n in all_nodes(value)):
                found |= set(scope.target_names(target)) | {getattr(target, "id", "")} - {""}
        if len(found) == size:
            return frozenset(found)


def _bindings(node: ast.AST) -> Iterator[tuple[ast.expr, ast.expr]]:
    match node:
        case ast.Assign(targets=targets, value=value):
            yield from ((target, value) for target in targets)
        case ast.AnnAssign(target=target, value=ast.expr() as value):
            yield target, value
        case ast.NamedExpr(target=target, value=value):
            yield target, value
        case ast.For(target=target, iter=value) | ast.comprehension(target=target, iter=value):
            yield target, value
        case ast.withitem(context_expr=value, optional_vars=ast.expr() as target):
            yield target, value
        case ast.Call(func=ast.Attribute(value=ast.Name() as target, attr="append"), args=[value]):
            yield target, value


def _lists(node: ast.AST, env: Environment) -> bool:
    if not isinstance(node, ast.Call):
        return False
    return env.qualified(node.func) in _LISTS or method_name(node) in _LIST_METHODS


def is_listed(path: ast.expr, listed: frozenset[str], env: Environment) -> bool:
    """Whether a path starts with one that is listed."""
    match path:
        case ast.Name(id=name):
            return name in listed
        case ast.BinOp(left=first) | ast.Subscript(value=first) | ast.FormattedValue(value=first):
            return is_listed(first, listed, env)
        case ast.JoinedStr(values=[first, *_]):
            return is_listed(first, listed, env)
        case ast.Call(func=func, args=[first, *_]) if env.qualified(func) in _FIRST:
            return is_listed(first, listed, env)
        case ast.Call(func=ast.Attribute(value=first)) | ast.Attribute(value=first):
            return _lists(path, env) or is_listed(first, listed, env)
        case ast.Call():
            return _lists(path, env)
    return False
