"""Linter comments at names that only strings read: SQL over tables, formulas, `df.query`."""

import ast
from collections.abc import Collection, Iterator

from nb2prod.analysis.syntax.nodes import loaded

UNUSED = "  # noqa: F841"


def with_marks(code: str, names: Collection[str]) -> str:
    """The module with a mark at each assignment that would be taken for unused.

    Args:
        code: a module, not formatted yet.
        names: what strings in it read.
    """
    if not names:
        return code
    lines = code.split("\n")
    for row in {_row(node) for node in _unread(ast.parse(code), frozenset(names))}:
        lines[row - 1] += UNUSED
    return "\n".join(lines)


def _unread(tree: ast.AST, names: frozenset[str]) -> Iterator[ast.Assign]:
    """Assignments in functions to some of the names that the function does not read."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        unread = names - loaded(node)
        for one in ast.walk(node):
            match one:
                case ast.Assign(targets=[ast.Name(id=name)]) if name in unread:
                    yield one


def _row(node: ast.Assign) -> int:
    """The line where a comment belongs to the target: after a string over several lines."""
    text = isinstance(node.value, ast.Constant | ast.JoinedStr)
    return node.end_lineno or node.lineno if text else node.lineno
