"""Names that hold scores or times: what is computed from them, and what they are added to."""

import ast
from collections.abc import Callable, Iterable, Sequence, Set
from functools import partial

from nb2prod.analysis.environment import Environment
from nb2prod.analysis.scores.printed_words import is_text
from nb2prod.analysis.scores.score_names import is_score
from nb2prod.analysis.syntax.nodes import all_nodes, holding, last_name
from nb2prod.knowledge.methods import DRAWING_METHODS

_CLOCKS = ("time.", "datetime.", "timeit.")
_Test = Callable[[ast.Call], bool]


def holding_scores(
    statements: Iterable[Sequence[ast.stmt]], env: Environment, before: Set[str] = frozenset()
) -> set[str]:
    """The names that hold scores after the statements, by the text alone; `before` did already."""
    return holding(statements, lambda value, known: gives_score(value, known | before, env))


def gives_score(value: ast.expr, known: Set[str], env: Environment) -> bool:
    """Whether an expression gives a score, or what is made of one; ``known`` are names of such."""
    return _holds(lambda call: is_score(call, env), value, known)


_TUNED = frozenset({
    "best_params_", "best_score_", "cross_validate", "cv_results_", "evaluate", "history",
    "oob_score_",
})  # fmt: skip
"""Names that tell how a training went."""


def tells_scores(value: ast.expr, known: Set[str], env: Environment) -> bool:
    """Whether it gives scores, or tells of the trials of a search or the rounds of a training."""
    named = map(last_name, (n for n in all_nodes(value) if isinstance(n, ast.expr)))
    return not _TUNED.isdisjoint(named) or gives_score(value, known, env)


def holding_times(statements: Iterable[Sequence[ast.stmt]], env: Environment) -> set[str]:
    """The names that tell when something was done, or how long it took."""
    return holding(statements, partial(_holds, lambda call: asks_clock(call, env)))


def asks_clock(call: ast.Call, env: Environment) -> bool:
    """Whether a call tells the time."""
    return (env.qualified(call.func) or "").startswith(_CLOCKS)


def _draws(node: ast.expr) -> bool:
    """Whether it is a draw of random numbers, as ``rng.normal(0, mae)``."""
    return isinstance(node, ast.Call) and last_name(node.func) in DRAWING_METHODS


def _holds(test: _Test, value: ast.expr, known: Set[str]) -> bool:
    """Whether an expression gives such a value, or something but text or draws made of it."""
    expressions = (f for f in all_nodes(value) if isinstance(f, ast.expr))
    others = (f for f in expressions if isinstance(f, ast.Lambda) or is_text(f) or _draws(f))
    inside = {id(n) for other in others for n in all_nodes(other)}
    return any(
        (isinstance(n, ast.Name) and n.id in known) or (isinstance(n, ast.Call) and test(n))
        for n in all_nodes(value)
        if id(n) not in inside
    )
