"""Statements that check whether two names are one object, or share memory."""

import ast
from collections.abc import Sequence

from nb2prod.analysis.model import Analysed
from nb2prod.analysis.syntax.nodes import all_nodes, of_tree, root
from nb2prod.patterns import regex

_SHARES = frozenset({"shares_memory", "may_share_memory"})


def identities(analysed: Analysed) -> frozenset[str]:
    """Names in ``a is b``: whether two names are one object must survive as a change would.

    The same holds for ``id(a) == id(b)`` and ``np.shares_memory(a, b)``, for what is found
    through the names, as in ``a.base is b``, and for all that the statement reads where it
    compares what it finds there, or calls a function that compares.
    """
    facts = analysed.facts
    found: set[str] = set()
    if _ASKS.search(analysed.statement.source):
        for names in (names for node in analysed.statement.nodes for names in _pairs(node)):
            found |= names if names <= facts.reads else facts.reads
    if any(_pairs(definition.node) for definition in facts.definitions):
        found |= facts.reads | facts.hidden_reads
    return frozenset(found)


_ASKS = regex(r"\bis\b|\bid\(|shares?_memory")


@of_tree
def _pairs(top: ast.AST) -> tuple[frozenset[str], ...]:
    """The names that each comparison compares, where these are more than one."""
    found = (frozenset(filter(None, map(_root, _compared(node)))) for node in all_nodes(top))
    return tuple(names for names in found if len(names) > 1)


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
    """The name that ``a.b[c]`` starts with; none for a member of an enumeration."""
    inner = root(node)
    if not isinstance(inner, ast.Name) or (inner is not node and inner.id[:1].isupper()):
        return ""
    return inner.id
