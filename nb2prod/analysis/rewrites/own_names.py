"""Python's own names, and whether a statement reads them."""

import ast

from nb2prod.analysis.model import Statement
from nb2prod.analysis.rewrites.bindings import OWN
from nb2prod.analysis.rewrites.meanings import Walk
from nb2prod.analysis.syntax.nodes import all_nodes
from nb2prod.analysis.syntax.unscoped import UnclearError


def reads_own(name: str, statement: Statement) -> bool:
    """Whether a statement may read a builtin of this name, which nothing has hidden before."""
    names = (n for node in statement.nodes for n in all_nodes(node) if isinstance(n, ast.Name))
    if not any(n.id == name and isinstance(n.ctx, ast.Load) for n in names):
        return False
    walk = Walk(name, frozenset(), frozenset({OWN}))
    try:
        walk.top(statement)
        walk.finish()
    except UnclearError:
        return True
    return any(OWN in meanings for _, meanings in walk.found.values())
