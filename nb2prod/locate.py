"""The line of the notebook that a diagnostic is about, and the column for the caret."""

import ast

from nb2prod.diagnostics import Diagnostic, Place
from nb2prod.notebook.model import Cell, Notebook, file_of, own_number
from nb2prod.notebook.syntax import first_line
from nb2prod.patterns import regex
from nb2prod.records import replace

_HEADING = regex(r"(?m)^#{1,6} +(\S.*?)[ #]*$")
_NAME = regex(r"`(?:del )?([^\W\d]\w*)`")


def located(diagnostic: Diagnostic, notebook: Notebook) -> Diagnostic:
    """The diagnostic with source line and column, where its place is in a cell of Python.

    The first name in backquotes is what the message is about: the caret goes below it, if the
    statement at the place has it, otherwise below the start of the line.
    """
    return in_its_file(_with_heading(_with_source(diagnostic, notebook), notebook))


def _with_heading(diagnostic: Diagnostic, notebook: Notebook) -> Diagnostic:
    """With the heading in the markdown that stands last above the cell."""
    if diagnostic.place is None:
        return diagnostic
    at = diagnostic.place.cell
    own = (c for c in notebook.cells if file_of(c.number) == file_of(at))
    above = [c.markdown for c in own if int(c.number) <= int(at)]
    headings = [found for text in above for found in _HEADING.findall(text)]
    return replace(diagnostic, heading=headings[-1]) if headings else diagnostic


def in_its_file(diagnostic: Diagnostic) -> Diagnostic:
    """As the user sees it: the parts of a split cell are one, and each file counts its own."""
    place = diagnostic.place
    if place is None or type(place.cell) is int:
        return diagnostic
    there = replace(place, cell=own_number(place.cell))
    return replace(diagnostic, place=there, file=file_of(place.cell) or diagnostic.file)


def _with_source(diagnostic: Diagnostic, notebook: Notebook) -> Diagnostic:
    place = diagnostic.place
    if place is None or diagnostic.source:
        return diagnostic
    cell = _cell_at(place, notebook)
    if cell is None:
        return diagnostic
    name = _NAME.search(diagnostic.message)
    line, column = (_find(name[1], cell, place.line) if name else None) or (place.line, 0)
    source = cell.source.split("\n")[line - 1]
    column = column or place.column or len(source) - len(source.lstrip()) + 1
    here = Place(place.cell, place.cell_id, line, column)
    return replace(diagnostic, place=here, source=source, column=column)


def _cell_at(place: Place, notebook: Notebook) -> Cell | None:
    """The cell, or the part of a split one, that has code in the line.

    The place may be in a part of a cell that the notebook has as one.
    """
    cells = [c for c in notebook.cells if int(c.number) == int(place.cell)]
    for cell in sorted(cells, key=lambda c: c.number != place.cell):
        lines = cell.source.split("\n")
        if 0 < place.line <= len(lines) and lines[place.line - 1].strip():
            return cell
    return None


def names(diagnostic: Diagnostic) -> set[str]:
    """The names in backquotes, which the message is about."""
    return set(_NAME.findall(diagnostic.message))


def _find(name: str, cell: Cell, line: int) -> tuple[int, int] | None:
    """Line and column, from 1, of a name in a line of a cell, or else in the statement there."""
    try:
        body = ast.parse(cell.source).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    lines = cell.source.split("\n")
    found: list[tuple[int, int]] = []
    for statement in body:
        if not first_line(statement) <= line <= (statement.end_lineno or statement.lineno):
            continue
        for node in ast.walk(statement):
            if isinstance(node, ast.Name | ast.arg) and _text(node) == name:
                found.append((node.lineno, node.col_offset))
            elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                if node.name == name:
                    found.append((node.lineno, lines[node.lineno - 1].find(name, node.col_offset)))
    if not found:
        return None
    row, offset = min(found, key=lambda place: (place[0] != line, place))
    return row, len(lines[row - 1].encode()[:offset].decode(errors="ignore")) + 1


def _text(node: ast.Name | ast.arg) -> str:
    return node.id if isinstance(node, ast.Name) else node.arg
