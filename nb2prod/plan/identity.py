"""Statements that ask whether two names are one object, or lie in the same memory."""

import ast
from collections.abc import Iterable, Sequence

_SHARES = frozenset({"shares_memory", "may_share_memory"})


def asks_identity(source: str) -> bool:
    """Whether `identities` may find anything in the statement."""
    return " is " in source or "id(" in source or "share_memory" in source or "shares_" in source


def identities(nodes: Iterable[ast.AST]) -> frozenset[str]:
    """Names in ``a is b``: whether two names are one object must survive as a change would.

    The same holds for ``id(a) == id(b)`` and ``np.shares_memory(a, b)``, and for what is found
    through the names, as in ``a.base is b``.
    """
    found: set[str] = set()
    for node in (n for top in nodes for n in ast.walk(top)):
        names = {name for one in _compared(node) if (name := _root(one))}
        found |= names if len(names) > 1 else set()
    return frozenset(found)


def _compared(node: ast.AST) -> Sequence[ast.expr]:
    match node:
        case ast.Compare(left=left, ops=ops, comparators=others):
            if any(isinstance(op, ast.Is | ast.IsNot) for op in ops):
                return [left, *others]
            return [one for side in (left, *others) for one in _identified(side)]
        case ast.Call(func=ast.Attribute(attr=name) | ast.Name(id=name), args=args):
            return args if name in _SHARES else ()
    return ()


def _identified(node: ast.expr) -> Sequence[ast.expr]:
    """What ``id(…)`` is asked of."""
    match node:
        case ast.Call(func=ast.Name(id="id"), args=[one]):
            return [one]
    return ()


def _root(node: ast.expr) -> str:
    """The name that ``a.b[c]`` starts with."""
    while isinstance(node, ast.Attribute | ast.Subscript):
        node = node.value
    return node.id if isinstance(node, ast.Name) else ""
