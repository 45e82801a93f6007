"""What statements give to which targets, and the names that hold a sort of value by that."""

import ast
from collections.abc import Callable, Iterable, Iterator, Sequence, Set

from nb2prod.analysis.syntax.call_parts import arguments_of, method_name
from nb2prod.analysis.syntax.name_nodes import root_name
from nb2prod.analysis.syntax.nodes import all_nodes

Given = tuple[ast.expr, ast.expr]
"""A target with what it is given."""
_GROWING = frozenset({"add", "append", "extend", "insert", "setdefault", "update"})


def targets_of(node: ast.AST) -> list[ast.expr]:
    """The targets of an assignment, plain, annotated or augmented; none of anything else."""
    match node:
        case ast.Assign(targets=targets):
            return targets
        case ast.AnnAssign(target=target) | ast.AugAssign(target=target):
            return [target]
    return []


def assignments(node: ast.AST) -> Iterator[Given]:
    """Each target of an assignment (``:=`` too) with what it is given.

    >>> node = ast.parse("a, b = 1, f(x)").body[0]
    >>> [(ast.unparse(target), ast.unparse(value)) for target, value in assignments(node)]
    [('a', '1'), ('b', 'f(x)')]
    """
    value: ast.expr | None = getattr(node, "value", None)
    if value is not None:
        for target in [node.target] if isinstance(node, ast.NamedExpr) else targets_of(node):
            yield from taken_apart(target, value)


def taken_apart(target: ast.expr, value: ast.expr) -> Iterator[Given]:
    """The parts of a target, each with its part of the value, or with all of it."""
    if not isinstance(target, ast.Tuple | ast.List):
        yield target, value
        return
    given = value.elts if isinstance(value, ast.Tuple | ast.List) else []
    for n, part in enumerate(target.elts):
        inner = part.value if isinstance(part, ast.Starred) else part
        yield from taken_apart(inner, given[n] if len(given) == len(target.elts) else value)


def holding(
    statements: Iterable[Sequence[ast.stmt]], holds: Callable[[ast.expr, Set[str]], bool]
) -> set[str]:
    """The names that hold such a value after the statements, in themselves or in what they hold.

    Args:
        statements: in the order in which they run.
        holds: whether an expression gives such a value, by the names that do so before.
    """
    found: set[str] = set()
    for nodes in statements:
        before = -1
        while len(found) > before:  # in a loop a later line may feed an earlier one
            before = len(found)
            for target, value in (g for top in nodes for n in all_nodes(top) for g in handed(n)):
                if (name := root_name(target)) and holds(value, found):
                    found.add(name)
    return found


def handed(node: ast.AST) -> Iterator[Given]:
    """What an assignment, a loop or a method like ``append`` hands to what."""
    match node:
        case ast.For(target=target, iter=value) | ast.comprehension(target=target, iter=value):
            yield from taken_apart(target, value)
        case ast.Call(func=ast.Attribute(value=target)) if method_name(node) in _GROWING:
            yield from ((target, value) for value in arguments_of(node))
        case _:
            yield from assignments(node)
