"""Import statements: what they bind, which statements are nothing but imports."""

import ast
import sys
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from nb2prod.analysis.model import Import
from nb2prod.analysis.syntax import scope
from nb2prod.analysis.syntax.nodes import child_nodes, holds
from nb2prod.knowledge.stub_rows import star_rows

_OTHER_NAMES = {"pylab": "matplotlib.pylab"}
BOUND_MODULES = {"np": "numpy", "plt": "matplotlib.pyplot", "mpl": "matplotlib"}
"""Modules that star imports of matplotlib bind."""
IMPORTS = (ast.Import, ast.ImportFrom)
_DEFINITIONS = (*scope.DEFS, ast.ClassDef)
_NOISY = frozenset({"antigravity", "this", "idlelib", "turtle", "tkinter", "turtledemo"})


def imported(node: ast.Import | ast.ImportFrom) -> list[tuple[str, str]]:
    """The names that an import binds, with the qualified names they stand for."""
    if isinstance(node, ast.Import):
        return [
            (scope.imported_name(a), a.name if a.asname else a.name.split(".")[0])
            for a in node.names
        ]
    module = "." * node.level + (node.module or "")
    prefix = module if module.endswith(".") or not module else f"{module}."
    return [(a.asname or a.name, f"{prefix}{a.name}") for a in node.names if a.name != "*"]


def imports_of(nodes: Iterable[ast.stmt]) -> dict[str, str]:
    """What the names stand for that imports in the statements bind."""
    return {name: what for n in nodes for one in imports_in(n) for name, what in imported(one)}


def is_import(node: ast.stmt) -> bool:
    """An import, or a ``try`` or ``if`` with imports and simple fallbacks only.

    So is one that chooses between definitions: ``if sys.platform == "win32": def home(): …``.
    """
    if isinstance(node, ast.Import | ast.ImportFrom):
        return True
    if not isinstance(node, ast.Try | ast.If):
        return False
    imports = any(True for _ in imports_in(node))
    return (imports or defines_in_branch(node)) and all(_belongs(n) for n in _branches(node))


def defines_in_branch(node: ast.stmt, kinds: type | tuple[type, ...] = _DEFINITIONS) -> bool:
    """Whether a branch of a ``try`` or ``if`` defines a function or class."""
    if not isinstance(node, ast.Try | ast.If):
        return False
    return any(isinstance(n, kinds) or defines_in_branch(n, kinds) for n in _branches(node))


def _branches(node: ast.Try | ast.If) -> Iterator[ast.stmt]:
    yield from node.body
    yield from node.orelse
    if isinstance(node, ast.Try):
        for handler in node.handlers:
            yield from handler.body
        yield from node.finalbody


def _belongs(node: ast.stmt) -> bool:
    match node:
        case ast.Pass() | ast.Raise():
            return True
        case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
            return True
        case ast.Assign(targets=targets, value=value):
            return _is_plain(value) and all(map(_is_plain, targets))
        case ast.Expr(value=ast.Constant()):
            return True
    return is_import(node)


def _is_plain(node: ast.expr) -> bool:
    """A name or a constant, or several of them."""
    if isinstance(node, ast.Tuple):
        return all(map(_is_plain, node.elts))
    return isinstance(node, ast.Constant) or (
        isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    )


def imports_in(node: ast.stmt) -> Iterator[ast.Import | ast.ImportFrom]:
    """The imports of a statement, in its branches too, but not in functions and classes."""
    if isinstance(node, IMPORTS):
        yield node
    elif not isinstance(node, _DEFINITIONS) and holds(node, IMPORTS):
        for child in child_nodes(node):
            if isinstance(child, ast.ExceptHandler | ast.match_case):
                for inner in child.body:
                    yield from imports_in(inner)
            elif isinstance(child, ast.stmt):
                yield from imports_in(child)


def import_facts(node: ast.stmt, statement: int) -> Iterator[Import]:
    """What an import statement binds, name by name."""
    guarded = not isinstance(node, ast.Import | ast.ImportFrom)
    for each in imports_in(node):
        for name, qualified in imported(each):
            yield Import(name, qualified, statement, guarded)
        if isinstance(each, ast.ImportFrom) and any(a.name == "*" for a in each.names):
            module = "." * each.level + (each.module or "")
            yield Import(module, module, statement, guarded, star=True)


@cache
def star_names(module: str) -> Mapping[str, str] | None:
    """The names that ``from module import *`` binds, with the qualified names they stand for.

    None where they are not known: they are of the standard library and of some others.
    """
    listed = star_rows().get(_OTHER_NAMES.get(module, module))
    if listed is not None:
        homes = {n: f"{home}.{n}" for home, names in listed.items() for n in names.split()}
        return homes | {n: m for n, m in BOUND_MODULES.items() if n in homes}
    if module.split(".")[0] not in sys.stdlib_module_names or module.split(".")[0] in _NOISY:
        return None
    import importlib

    try:
        loaded = importlib.import_module(module)
    except Exception:
        return None
    names = getattr(loaded, "__all__", None)
    found = names or (n for n in vars(loaded) if not n.startswith("_"))
    return {name: f"{module}.{name}" for name in found}
