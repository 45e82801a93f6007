"""Code that checks whether a name is bound at all."""

import ast
from collections.abc import Iterable, Iterator

from nb2prod.analysis.syntax.branches import may_suppress
from nb2prod.analysis.syntax.nodes import all_nodes, holds, named, nodes_of

_CATCHING = frozenset({"NameError", "UnboundLocalError", "Exception", "BaseException"})


def asked_for(nodes: Iterable[ast.AST]) -> Iterator[str]:
    """Names that statements read where a ``NameError`` would be caught."""
    catching = (top for top in nodes if holds(top, (ast.Try, ast.With)))
    for node in (n for top in catching for n in all_nodes(top)):
        inner: list[ast.stmt] = []
        if isinstance(node, ast.Try):
            if any(_catches(handler.type) for handler in node.handlers):
                inner = node.body
        elif isinstance(node, ast.With) and any(_suppresses(i.context_expr) for i in node.items):
            inner = node.body
        for child in nodes_of(ast.Name, inner):
            if isinstance(child.ctx, ast.Load):
                yield child.id


def _catches(kind: ast.expr | None) -> bool:
    if kind is None:
        return True
    return bool(_CATCHING & named(kind))


def _suppresses(manager: ast.expr) -> bool:
    return may_suppress(manager) and any(map(_catches, getattr(manager, "args", ())))
