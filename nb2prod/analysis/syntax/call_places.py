"""Which call on its line a call is; this stays the same when values are renamed.

This runs inside the notebook's kernel too: only the standard library is imported.
"""

import ast
from collections.abc import Iterable, Iterator


def numbered_calls(nodes: Iterable[ast.AST]) -> Iterator[tuple[ast.Call, int, int, str]]:
    """Each call with its line, its number among those that start there, and what it calls."""
    calls = [node for top in nodes for node in ast.walk(top) if isinstance(node, ast.Call)]
    counts: dict[int, int] = {}
    for call in sorted(calls, key=_order):
        number = counts.get(call.lineno, 0)
        counts[call.lineno] = number + 1
        yield call, call.lineno, number, _called(call.func)


def _order(call: ast.Call) -> tuple[int, int, int, int]:
    return call.lineno, call.col_offset, call.end_lineno or 0, call.end_col_offset or 0


def _called(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""
