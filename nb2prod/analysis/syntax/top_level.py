"""A cell to its top-level statements."""

import ast
import re
from collections.abc import Iterable, Iterator, Sequence

from nb2prod.analysis.model import Statement
from nb2prod.analysis.syntax.nodes import forget_nodes
from nb2prod.diagnostics import ConversionError, Diagnostic, Place
from nb2prod.notebook.model import Cell, Notebook
from nb2prod.notebook.syntax import first_line, forget_statements, kept_statements

_NEWLINE = re.compile(r"\r\n|\r|\n")


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
        nodes = kept_statements(cell)
    except (SyntaxError, ValueError) as error:
        line = getattr(error, "lineno", None) or 1
        message = getattr(error, "msg", None) or str(error)
        raise ConversionError(
            Diagnostic(
                f"this is not Python: {message}.",
                "Mend the cell, or tag it `skip`.",
                Place(cell.number, cell.id, line),
            )
        ) from error
    lines = _NEWLINE.split(cell.source)
    groups = list(_by_line(nodes, lines))
    result: list[Statement] = []
    start = 0
    for position, group in enumerate(groups):
        last = position == len(groups) - 1
        end = len(lines) if last else group[-1].end_lineno or group[-1].lineno
        imports, rest = _split_imports(group)
        for nodes in filter(None, (imports, rest)):
            source = "\n".join(lines[start:end])
            if rest and nodes is imports:
                source = "\n".join(map(ast.unparse, nodes))
            result.append(
                Statement(
                    index=first_index + len(result),
                    cell=cell,
                    nodes=tuple(nodes),
                    source=source,
                    first_line=start + 1,
                    line=first_line(group[0]),
                )
            )
        start = end
    return tuple(result)


def forget_cells() -> None:
    """Cells of another notebook follow."""
    forget_statements()
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
