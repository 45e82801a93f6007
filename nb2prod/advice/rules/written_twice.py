"""Preprocessing that is written once for training and again for test data."""

import ast
from collections.abc import Iterator

from nb2prod.advice.questions import is_test_name
from nb2prod.advice.rule import Advice, Book, Rule, Seen, about, whole
from nb2prod.analysis.syntax.nodes import start_name

RULE = Rule("NB513")
_ENOUGH = 2


@whole(RULE)
def twice(book: Book) -> Iterator[Advice]:
    """Two statements or more for test data that are those for training data, but for the name."""
    seen_before: dict[str, Seen] = {}
    copies: list[tuple[Seen, ast.stmt, Seen]] = []
    for seen in book.live:
        for node in seen.nodes:
            name = _changed(node)
            if not name:
                continue
            shape = _shape(node, name)
            if is_test_name(name):
                if shape in seen_before:
                    copies.append((seen, node, seen_before[shape]))
            else:
                seen_before[shape] = seen
    if len(copies) >= _ENOUGH:
        seen, node, first = copies[0]
        message = f"{len(copies)} steps for `{_changed(node)}` repeat those for training data, "
        message += f"from cell {first.cell.number}."
        yield about(RULE, node, seen, message, "Make them a function and call it for both.")


def _changed(node: ast.stmt) -> str:
    """The table that a statement adds to or changes: ``df[…] = …`` with more than a constant."""
    if not isinstance(node, ast.Assign) or len(node.targets) != 1:
        return ""
    target = node.targets[0]
    value = node.value
    works = any(isinstance(n, ast.Call | ast.BinOp | ast.Compare) for n in ast.walk(value))
    return start_name(target) if isinstance(target, ast.Subscript) and works else ""


def _shape(node: ast.stmt, name: str) -> str:
    copy = ast.parse(ast.unparse(node))
    for part in ast.walk(copy):
        if isinstance(part, ast.Name) and part.id == name:
            part.id = "_"
    return ast.unparse(copy)
