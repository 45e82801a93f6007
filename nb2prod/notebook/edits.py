"""Edits of a cell's source that leave every line where it is."""

import ast
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from nb2prod.notebook.model import Notebook
from nb2prod.patterns import regex
from nb2prod.records import dataclass, replace

Placed = ast.stmt | ast.expr | ast.keyword | ast.alias | ast.arg
_LINE_END = regex(r"(\r\n|\r|\n)")


class UnclearText(Exception):
    """A text whose edit may be wrong."""


@dataclass(frozen=True, slots=True)
class SourceEdit:
    """Put `text` in the place of what stands between two points of a cell.

    A point is a line, from 1, and a column in UTF-8 bytes, from 0, as `ast` has them.
    """

    start: tuple[int, int]
    end: tuple[int, int]
    text: str


def applied(source: str, edits: Sequence[SourceEdit]) -> str:
    """The source with the edits made; none may overlap another."""
    parts = _LINE_END.split(source)
    starts = [0]
    for line, end in zip(parts[::2], [*parts[1::2], ""], strict=True):
        starts.append(starts[-1] + len((line + end).encode()))
    raw = source.encode()
    for edit in sorted(edits, key=lambda e: e.start, reverse=True):
        (row, column), (last, until) = edit.start, edit.end
        head, tail = raw[: starts[row - 1] + column], raw[starts[last - 1] + until :]
        raw = head + edit.text.encode() + tail
    return raw.decode()


def edited(notebook: Notebook, edits: Iterable[tuple[int, SourceEdit]]) -> Notebook:
    """The notebook with the edits made, each with the number of its cell."""
    found: dict[int, list[SourceEdit]] = {}
    for number, edit in edits:
        found.setdefault(number, []).append(edit)
    cells = tuple(
        replace(c, source=applied(c.source, made)) if (made := found.get(c.number)) else c
        for c in notebook.cells
    )
    return replace(notebook, cells=cells)


def start_of(node: Placed) -> tuple[int, int]:
    """The point where a node begins."""
    return node.lineno, node.col_offset


def end_of(node: Placed) -> tuple[int, int]:
    """The point after a node."""
    return node.end_lineno or node.lineno, node.end_col_offset or 0


def replaced(node: Placed, text: str) -> SourceEdit:
    """`text`, as it is, in the place of a node."""
    return SourceEdit(start_of(node), end_of(node), text)


def in_place_of(node: ast.expr | ast.keyword, text: str) -> SourceEdit:
    """`text` in the place of an expression, on as many lines."""
    lines = _lines(node)
    return replaced(node, f"({text}{lines})" if lines else text)


def nothing(node: ast.stmt) -> SourceEdit:
    """``pass`` in the place of a statement, on as many lines."""
    return instead_of(node, "pass")


def instead_of(node: ast.stmt, text: str) -> SourceEdit:
    """Statements of one line in the place of a statement, on as many lines."""
    return replaced(node, text + _lines(node))


def _lines(node: Placed) -> str:
    return "\n" * (end_of(node)[0] - node.lineno)


def renamed_text(source: str, names: Mapping[str, str]) -> str:
    """An f-string with names changed: before Python 3.12 `ast` does not say where they stand.

    Raises:
        UnclearText: it cannot be parsed by itself, or shows the names.
    """
    import libcst as cst

    members: set[int] = set()

    class Rename(cst.CSTTransformer):
        def visit_Attribute_attr(self, node: cst.Attribute) -> None:
            members.add(id(node.attr))

        def visit_Arg_keyword(self, node: cst.Arg) -> None:
            members.add(id(node.keyword))

        def visit_FormattedStringExpression(self, node: cst.FormattedStringExpression) -> None:
            if node.equal is not None:
                raise UnclearText  # `f"{x=}"` prints the name

        def leave_Name(self, original_node: cst.Name, updated_node: cst.Name) -> Any:
            if original_node.value not in names or id(original_node) in members:
                return updated_node
            return updated_node.with_changes(value=names[original_node.value])

    try:
        parsed = cst.parse_expression(f"({source})")
    except cst.ParserSyntaxError as error:
        raise UnclearText from error
    made = parsed.visit(Rename())
    return cst.Module(body=[]).code_for_node(made)[1:-1] if isinstance(made, cst.CSTNode) else ""
