"""Hyperparameters as literals in the call."""

import ast
from collections.abc import Iterator

from nb2prod.advice.rule import Advice, Rule, on
from nb2prod.advice.walk import Walk
from nb2prod.plan.results import is_estimator

RULE = Rule("NB507")
_ENOUGH = 2
_NETWORKS = ("keras.", "tensorflow.", "torch.")  # a layer is written with its numbers
_NOT_TUNED = frozenset({
    "cv", "n_jobs", "nthread", "num_threads", "random_seed", "random_state", "seed", "silent",
    "thread_count", "verbose", "verbosity", "cache_size", "n_splits", "test_size", "copy",
})  # fmt: skip


@on(RULE, ast.Call)
def inline(node: ast.Call, walk: Walk) -> Iterator[Advice]:
    """An estimator with two or more numbers among its arguments."""
    qualified = walk.qualified(node.func)
    if not is_estimator(qualified) or qualified.startswith(_NETWORKS):
        return
    numbers = [
        k.arg
        for k in node.keywords
        if k.arg and k.arg not in _NOT_TUNED and isinstance(k.value, ast.Constant)
        and type(k.value.value) in (int, float)
    ]  # fmt: skip
    if len(numbers) >= _ENOUGH:
        shown = ", ".join(f"`{name}`" for name in numbers)
        message = f"hyperparameters of `{ast.unparse(node.func)}` stand in the code: {shown}."
        yield walk.about(RULE, node, message, "Put them into a cell tagged `parameters`.")
