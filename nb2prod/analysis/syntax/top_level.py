"""The top-level statements of a cell."""

import ast
from collections.abc import Iterable, Iterator, Sequence

from nb2prod.analysis.model import Statement
from nb2prod.analysis.syntax.nodes import forget_nodes
from nb2prod.diagnostics import ConversionError, Diagnostic, Place
from nb2prod.notebook.model import Cell, Notebook
from nb2prod.notebook.syntax import first_line, forget_statements, kept_statements
from nb2prod.patterns import regex

_NEWLINE = regex(r"\r\n|\r|\n")


def statements_in(notebook: Notebook) -> list[Statement]:
    """The statements of all cells that are not skipped.

    Raises:
        ConversionError: a cell is not Python.
    """
    return statements_of_cells(cell for cell in notebook.cells if cell.live)


def statements_of_cells(cells: Iterable[Cell]) -> list[Statement]:
    """The statements of the cells, numbered from the first.

    Raises:
        ConversionError: a cell is not Python.
    """
    found: list[Statement] = []
    for cell in cells:
        found.extend(statements_of(cell, len(found)))
    return found


def statements_of(cell: Cell, first_index: int) -> tuple[Statement, ...]:
    """The cell's statements in order, numbered from ``first_index``.

    Raises:
        ConversionError: the cell is not Python.
    """
    try:
        pieces = _pieces(cell)
    except (SyntaxError, ValueError) as error:
        line = getattr(error, "lineno", None) or 1
        message = getattr(error, "msg", None) or str(error)
        raise ConversionError(
            Diagnostic(
                f"this is not Python: {message}.",
                "Fix the cell, or tag it `skip`.",
                Place(cell.number, cell.id, line),
            )
        ) from error
    return tuple(Statement(first_index + n, cell, *piece) for n, piece in enumerate(pieces))


_Piece = tuple[tuple[ast.stmt, ...], str, int, int]
"""Nodes, source, first line of the source, line: as in `Statement`."""
_PIECES: dict[int, tuple[Sequence[ast.stmt], list[_Piece]]] = {}
"""By the list of a cell's nodes, which is kept: cells are asked for again and again."""


def _pieces(cell: Cell) -> list[_Piece]:
    nodes = kept_statements(cell)
    if id(nodes) not in _PIECES:
        _PIECES[id(nodes)] = nodes, list(_cut(nodes, cell.source))
    return _PIECES[id(nodes)][1]


def _cut(nodes: Sequence[ast.stmt], source: str) -> Iterator[_Piece]:
    lines = _NEWLINE.split(source)
    groups = list(_by_line(nodes, lines))
    start = 0
    for position, group in enumerate(groups):
        last = position == len(groups) - 1
        end = len(lines) if last else group[-1].end_lineno or group[-1].lineno
        imports, rest = _split_imports(group)
        for part in filter(None, (imports, rest)):
            text = "\n".join(lines[start:end])
            if rest and part is imports:
                text = "\n".join(map(ast.unparse, part))
            yield tuple(part), text, start + 1, first_line(group[0])
        start = end


def forget_cells() -> None:
    """Cells of another notebook follow."""
    forget_statements()
    _PIECES.clear()
    forget_nodes()


def by_cell(statements: list[Statement]) -> Iterator[list[Statement]]:
    """The statements of each cell."""
    group: list[Statement] = []
    for statement in statements:
        if group and statement.cell is not group[-1].cell:
            yield group
            group = []
        group.append(statement)
    if group:
        yield group


def _split_imports(group: list[ast.stmt]) -> tuple[list[ast.stmt], list[ast.stmt]]:
    """``import warnings; warnings.simplefilter("ignore")`` is an import and a statement."""
    first = next((n for n in group if not isinstance(n, ast.Import | ast.ImportFrom)), None)
    at = group.index(first) if first is not None else 0
    return group[:at], group[at:]


def _by_line(nodes: Sequence[ast.stmt], lines: list[str]) -> Iterator[list[ast.stmt]]:
    """Statements that share a line (also over a backslash) stay together."""
    group: list[ast.stmt] = []
    for node in nodes:
        if group:
            end = group[-1].end_lineno or group[-1].lineno
            continued = lines[end - 1].endswith("\\")
            if first_line(node) > end and not continued:
                yield group
                group = []
        group.append(node)
    if group:
        yield group
