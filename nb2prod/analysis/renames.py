"""Names changed in the text of cells."""

import ast
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from nb2prod.analysis.meanings import Site, Use
from nb2prod.analysis.model import Statement
from nb2prod.analysis.unscoped import UnclearError
from nb2prod.notebook.model import Cell, Notebook

_LINE_END = re.compile(r"(\r\n|\r|\n)")
_HEAD = re.compile(r"(?:async\s+def|def|class)\s+(?=\w)")


@dataclass(frozen=True, slots=True)
class Edit:
    """Put `text` in the place of what stands between two points of a cell; columns count bytes."""

    start: tuple[int, int]
    end: tuple[int, int]
    text: str


def changes(
    uses: Sequence[Use], name: str, new: str, statements: Sequence[Statement]
) -> Iterator[tuple[int, Edit]]:
    """What to change, by cell number, for these uses of the name to become uses of another.

    Raises:
        UnclearError: the name does not stand where the syntax tree says, or stands for more.
    """
    texts: dict[int, list[Use]] = {}
    by_index = {s.index: s.cell for s in statements}
    for use in uses:
        cell = by_index[use.statement]
        if use.text is not None:
            texts.setdefault(id(use.text), []).append(use)
        else:
            yield cell.number, _edit(cell, use.node, name, new)
    for group in texts.values():
        text, cell = group[0].text, by_index[group[0].statement]
        assert text is not None
        every = [n for n in ast.walk(text) if isinstance(n, ast.Name) and n.id == name]
        if len(every) != len(group):
            raise UnclearError
        yield cell.number, Edit(_start(text), _end(text), _renamed(_source(cell, text), name, new))


def _edit(cell: Cell, node: Site, name: str, new: str) -> Edit:
    source = _source(cell, node)
    match node:
        case ast.Name() if source == name:
            return Edit(_start(node), _end(node), new)
        case ast.alias(asname=None) if source == name:
            return Edit(_end(node), _end(node), f" as {new}")
        case ast.alias(asname=str()) if re.search(rf"\bas\s+{re.escape(name)}$", source):
            row, column = _end(node)
            return Edit((row, column - len(name.encode())), (row, column), new)
        case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
            head = _HEAD.match(source)
            if head and "\n" not in head[0] and source[head.end() :].startswith(name):
                row, column = node.lineno, node.col_offset + len(head[0].encode())
                return Edit((row, column), (row, column + len(name.encode())), new)
    raise UnclearError  # `import a.b` binds `a`, or a name that Python normalises


def _start(node: Site | ast.expr) -> tuple[int, int]:
    return (node.lineno, node.col_offset)


def _end(node: Site | ast.expr) -> tuple[int, int]:
    return (node.end_lineno or node.lineno, node.end_col_offset or 0)


def _source(cell: Cell, node: Site | ast.expr) -> str:
    return ast.get_source_segment(cell.source, node) or ""


def _renamed(source: str, name: str, new: str) -> str:
    """An f-string with a name changed: before Python 3.12 `ast` does not say where it stands."""
    import libcst as cst

    class Rename(cst.CSTTransformer):
        def visit_Attribute_attr(self, node: cst.Attribute) -> None:
            members.add(id(node.attr))

        def visit_Arg_keyword(self, node: cst.Arg) -> None:
            members.add(id(node.keyword))

        def leave_Name(self, original_node: cst.Name, updated_node: cst.Name) -> Any:
            if original_node.value != name or id(original_node) in members:
                return updated_node
            return updated_node.with_changes(value=new)

    members: set[int] = set()
    try:
        parsed = cst.parse_expression(f"({source})")
    except cst.ParserSyntaxError as error:
        raise UnclearError from error
    made = parsed.visit(Rename())
    return cst.Module(body=[]).code_for_node(made)[1:-1] if isinstance(made, cst.CSTNode) else ""


def edited(notebook: Notebook, edits: Mapping[int, Sequence[Edit]]) -> Notebook:
    """The notebook with the edits made."""
    cells = tuple(
        replace(c, source=_applied(c.source, edits[c.number])) if c.number in edits else c
        for c in notebook.cells
    )
    return replace(notebook, cells=cells)


def _applied(source: str, edits: Sequence[Edit]) -> str:
    """The source with the edits made."""
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
