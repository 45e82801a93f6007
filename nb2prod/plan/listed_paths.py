"""Paths from the listing of a folder: they follow the folder, which is a parameter itself."""

import ast
from collections.abc import Iterable, Set

from nb2prod.analysis.environment import Environment
from nb2prod.analysis.syntax.nodes import all_nodes, holding, method_name, named

_LISTS = frozenset({"glob.glob", "glob.iglob", "os.walk", "os.scandir", "os.fwalk"})
_LIST_METHODS = frozenset({"glob", "rglob", "iterdir", "walk"})
_FIRST = frozenset({"str", "os.fspath", "os.path.abspath", "os.path.join", "pathlib.Path"})


def listed_names(nodes: Iterable[ast.stmt], env: Environment) -> frozenset[str]:
    """Names of paths that are listed, and of what is made of them."""

    def made(value: ast.expr, names: Set[str]) -> bool:
        return not names.isdisjoint(named(value)) or any(_lists(n, env) for n in all_nodes(value))

    return frozenset(holding([[*nodes]], made))


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
