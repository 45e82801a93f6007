"""Names that hold scores, or times: what is made of them, and what grows by them."""

import ast
from collections.abc import Callable, Iterable, Sequence

from nb2prod.analysis.environment import Environment
from nb2prod.analysis.syntax.call_parts import arguments_of, method_name
from nb2prod.analysis.syntax.name_nodes import root_name
from nb2prod.analysis.syntax.nodes import all_nodes
from nb2prod.graph.score_names import is_score
from nb2prod.plan.printed_words import is_text

_GROWING = frozenset({"add", "append", "extend", "insert", "setdefault", "update"})


_CLOCKS = ("time.", "datetime.", "timeit.")
_Test = Callable[[ast.Call], bool]


def holding_scores(statements: Iterable[Sequence[ast.stmt]], env: Environment) -> set[str]:
    """The names that hold scores after the statements, by the text alone."""
    return _holding(statements, lambda call: is_score(call, env))


def holding_times(statements: Iterable[Sequence[ast.stmt]], env: Environment) -> set[str]:
    """The names that tell when something was done, or how long it took."""
    return _holding(statements, lambda call: asks_clock(call, env))


def asks_clock(call: ast.Call, env: Environment) -> bool:
    """Whether a call tells the time."""
    return (env.qualified(call.func) or "").startswith(_CLOCKS)


def _holding(statements: Iterable[Sequence[ast.stmt]], test: _Test) -> set[str]:
    found: set[str] = set()
    for nodes in statements:
        before = -1
        while len(found) > before:  # in a loop a later line may feed an earlier one
            before = len(found)
            for node in (n for top in nodes for n in all_nodes(top)):
                found.update(name for name in _fed(node, found, test) if name)
    return found


def _fed(node: ast.AST, known: set[str], test: _Test) -> list[str]:
    """The names that a part of a statement hands such values to."""
    match node:
        case ast.Assign(targets=targets, value=value) if _holds(value, known, test):
            parts = [p for t in targets for p in (t.elts if isinstance(t, ast.Tuple) else [t])]
            return [root_name(part) for part in parts]
        case (
            ast.AnnAssign(target=target, value=ast.expr() as value)
            | ast.AugAssign(target=target, value=value)
            | ast.NamedExpr(target=target, value=value)
            | ast.For(target=target, iter=value)
        ) if _holds(value, known, test):
            parts = target.elts if isinstance(target, ast.Tuple) else [target]
            return [root_name(part) for part in parts]
        case ast.Call(func=ast.Attribute(value=owner)) if method_name(node) in _GROWING:
            given = arguments_of(node)
            return [root_name(owner)] if any(_holds(one, known, test) for one in given) else []
    return []


def _holds(value: ast.expr, known: set[str], test: _Test) -> bool:
    """Whether an expression gives such a value, or something but text that is made of it."""
    expressions = (f for f in all_nodes(value) if isinstance(f, ast.expr))
    others = (f for f in expressions if isinstance(f, ast.Lambda) or is_text(f))
    inside = {id(n) for other in others for n in all_nodes(other)}
    return any(
        (isinstance(n, ast.Name) and n.id in known) or (isinstance(n, ast.Call) and test(n))
        for n in all_nodes(value)
        if id(n) not in inside
    )
