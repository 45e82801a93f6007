"""Which names certainly hold plain values: numbers and strings of Python, not of numpy."""

import ast
from collections.abc import Iterable

from nb2prod.analysis.environment import Environment
from nb2prod.analysis.model import Statement
from nb2prod.analysis.syntax.nodes import all_nodes, assignments

_SCALARS = frozenset({"bool", "float", "int", "len", "str"})


def is_scalar(name: str, statements: Iterable[Statement], env: Environment) -> bool:
    """Whether `name` is only ever bound, in the statements, to what is a plain value for sure."""
    nodes = [n for one in statements for top in one.nodes for n in all_nodes(top)]
    given = (pair for n in nodes if isinstance(n, ast.Assign) for pair in assignments(n))
    values = [v for target, v in given if isinstance(target, ast.Name) and target.id == name]
    stores = [
        n
        for n in nodes
        if isinstance(n, ast.Name) and n.id == name and not isinstance(n.ctx, ast.Load)
    ]
    plain = all(_is_scalar(value, env) for value in values)
    return bool(values) and len(stores) == len(values) and plain


def _is_scalar(node: ast.expr, env: Environment) -> bool:
    if isinstance(node, ast.Call):
        return env.qualified(node.func) in _SCALARS
    return isinstance(node, ast.JoinedStr) or _is_literal(node)


def _is_literal(node: ast.expr) -> bool:
    """A constant, perhaps with a sign."""
    if isinstance(node, ast.UnaryOp):
        return _is_literal(node.operand)
    return isinstance(node, ast.Constant)
