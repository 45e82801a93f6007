"""Names in code as they are written, at any depth and in whatever scope; see `scope` for scopes."""

import ast
from collections.abc import Sequence

from nb2prod.analysis.syntax.nodes import nodes_of


def named(*nodes: ast.AST) -> set[str]:
    """Names that are read, bound or deleted anywhere in the nodes."""
    return {node.id for node in _names(nodes)}


def loaded(*nodes: ast.AST) -> set[str]:
    """Names that are read anywhere in the nodes."""
    return {*loads(*nodes)}


def loads(*nodes: ast.AST) -> list[str]:
    """Names that are read anywhere in the nodes, as often as they are."""
    return [node.id for node in _names(nodes) if isinstance(node.ctx, ast.Load)]


def stored(*nodes: ast.AST) -> list[str]:
    """Names that are assigned to anywhere in the nodes, as often as they are."""
    return [node.id for node in _names(nodes) if isinstance(node.ctx, ast.Store)]


def root(node: ast.expr) -> ast.expr:
    """The expression that ``a.b[c]`` starts with."""
    while isinstance(node, ast.Attribute | ast.Subscript):
        node = node.value
    return node


def root_name(node: ast.expr) -> str:
    """The name that ``a.b[c]`` starts with; "" where it is no name."""
    first = root(node)
    return first.id if isinstance(first, ast.Name) else ""


def start_name(node: ast.AST) -> str:
    """The name that ``a.b[c].d()`` starts with, calls among it; "" where it is no name."""
    while isinstance(node, ast.Attribute | ast.Subscript | ast.Call):
        node = node.func if isinstance(node, ast.Call) else node.value
    return node.id if isinstance(node, ast.Name) else ""


def last_name(node: ast.AST | None) -> str:
    """``c`` of ``a.b.c`` and of ``c``; "" for anything else."""
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


def _names(nodes: tuple[ast.AST, ...]) -> Sequence[ast.Name]:
    return nodes_of(ast.Name, nodes)
