"""One name, one meaning: a value that has the name of an import or definition gets another.

Imports and definitions come to stand on module level and values do not, so in the scripts the
two cannot share a name. Where each use of the name is clearly one or the other, the value is
renamed before anything else looks at the notebook; otherwise all is left as it is.
"""

import ast
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from nb2prod.analysis import scope
from nb2prod.analysis.environment import BUILTINS
from nb2prod.analysis.imports import imported, imports_in, is_import
from nb2prod.analysis.meanings import NOTHING, STATIC, Meaning, UnclearError, Use, Walk
from nb2prod.analysis.model import Statement
from nb2prod.analysis.statements import statements_of
from nb2prod.diagnostics import ConversionError, Diagnostic, Place, Severity
from nb2prod.notebook.model import Cell, Notebook, Role

_OPAQUE = frozenset({"exec", "eval", "globals", "locals", "vars"})
_LINE_END = re.compile(r"(\r\n|\r|\n)")


@dataclass(frozen=True, slots=True)
class _Edit:
    """Put `text` in the place of what stands between two points of a cell."""

    start: tuple[int, int]
    end: tuple[int, int]
    text: str


def distinct(notebook: Notebook) -> Notebook:
    """The notebook with such values renamed, and a note for each name."""
    try:
        statements = _statements(notebook)
    except ConversionError:
        return notebook  # the analysis tells it
    names = _candidates(statements)
    if not names or _sees_names(statements):
        return notebook
    taken = {n for c in notebook.cells for n in re.findall(r"[^\W\d]\w*", c.source)}
    for name in sorted(names):
        new = f"{name}_value"
        edits = _edits(name, new, statements, notebook) if new not in taken else {}
        if edits:
            notebook = _edited(notebook, edits, name, new)
            statements = _statements(notebook)
    return notebook


def _statements(notebook: Notebook) -> list[Statement]:
    found: list[Statement] = []
    for cell in notebook.cells:
        if cell.role is not Role.SKIP:
            found.extend(statements_of(cell, len(found)))
    return found


def _candidates(statements: Sequence[Statement]) -> set[str]:
    """Names that are imported or defined, or Python's own, and values too."""
    static: set[str] = set()
    stored: set[str] = set()
    loaded: set[str] = set()
    for statement in statements:
        own = {n for node in statement.nodes for n in _static_names(node)}
        code = not all(is_import(n) or _defines(n) for n in statement.nodes)
        static |= set() if code else own
        for node in statement.nodes:
            for n in ast.walk(node):
                if isinstance(n, ast.Name):
                    (loaded if isinstance(n.ctx, ast.Load) else stored if code else set()).add(n.id)
    return stored & (static | (BUILTINS & loaded))


def _static_names(node: ast.stmt) -> Iterator[str]:
    if isinstance(node, (*scope.DEFS, ast.ClassDef)):
        yield node.name
    elif is_import(node):
        yield from (n for each in imports_in(node) for n, _ in imported(each))
        yield from scope.target_names(node)


def _defines(node: ast.stmt) -> bool:
    return isinstance(node, (*scope.DEFS, ast.ClassDef))


def _sees_names(statements: Sequence[Statement]) -> bool:
    """Whether code may look names up by their text."""
    return any(
        isinstance(n, ast.Name) and n.id in _OPAQUE
        for s in statements for node in s.nodes for n in ast.walk(node)
    )  # fmt: skip


def _edits(
    name: str, new: str, statements: Sequence[Statement], notebook: Notebook
) -> dict[int, list[_Edit]]:
    """What to change by cell number; nothing where the name means one thing, or none clearly."""
    word = re.compile(rf"\b{re.escape(name)}\b")
    if any(c.role is Role.SKIP and word.search(c.source) for c in notebook.cells):
        return {}
    try:
        uses = _uses(name, statements)
        values = [use for use, meanings in uses if Meaning.VALUE in meanings]
        if name in BUILTINS and not any(Meaning.STATIC in meanings for _, meanings in uses):
            return {}
        found: dict[int, list[_Edit]] = {}
        for edit, number in _changes(values, name, new, statements):
            found.setdefault(number, []).append(edit)
    except UnclearError:
        return {}
    return found


def _uses(name: str, statements: Sequence[Statement]) -> list[tuple[Use, frozenset[Meaning]]]:
    """Each use of the name with the one thing that it means there.

    Raises:
        UnclearError: there is more than one, or the name is looked up by its text.
    """
    for statement in statements:
        for node in (n for top in statement.nodes for n in ast.walk(top)):
            text = node.value if isinstance(node, ast.Constant) else None
            if isinstance(node, ast.Global) and name in node.names:
                raise UnclearError
            if isinstance(text, str) and f"@{name}" in text:
                raise UnclearError
    walk = Walk(name, _functions(statements), STATIC if name in BUILTINS else NOTHING)
    for statement in statements:
        walk.top(statement)
    walk.finish()
    uses = list(walk.found.values())
    if any({Meaning.STATIC, Meaning.VALUE} <= meanings for _, meanings in uses):
        raise UnclearError
    return uses


def _functions(statements: Sequence[Statement]) -> frozenset[str]:
    found: set[str] = set()
    for node in (n for s in statements for n in s.nodes):
        match node:
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                found.add(name)
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Lambda()):
                found.add(name)
    return frozenset(found)


def _changes(
    uses: Sequence[Use], name: str, new: str, statements: Sequence[Statement]
) -> Iterator[tuple[_Edit, int]]:
    texts: dict[int, list[Use]] = {}
    by_index = {s.index: s.cell for s in statements}
    for use in uses:
        if use.text is not None:
            texts.setdefault(id(use.text), []).append(use)
            continue
        cell = by_index[use.statement]
        if _source(cell, use.node) != name:
            raise UnclearError
        yield _Edit(_start(use.node), _end(use.node), new), cell.number
    for group in texts.values():
        text, cell = group[0].text, by_index[group[0].statement]
        assert text is not None
        every = [n for n in ast.walk(text) if isinstance(n, ast.Name) and n.id == name]
        if len(every) != len(group):
            raise UnclearError
        yield _Edit(_start(text), _end(text), _renamed(_source(cell, text), name, new)), cell.number


def _start(node: ast.expr) -> tuple[int, int]:
    return (node.lineno, node.col_offset)


def _end(node: ast.expr) -> tuple[int, int]:
    return (node.end_lineno or node.lineno, node.end_col_offset or 0)


def _source(cell: Cell, node: ast.expr) -> str:
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


def _edited(notebook: Notebook, edits: dict[int, list[_Edit]], name: str, new: str) -> Notebook:
    cells = tuple(
        replace(c, source=_applied(c.source, edits[c.number])) if c.number in edits else c
        for c in notebook.cells
    )
    number = min(edits)
    first = next(c for c in notebook.cells if c.number == number)
    note = Diagnostic(
        f"`{name}` is an import, a definition or Python's own elsewhere; the value is called "
        f"`{new}` in the scripts.",
        "",
        Place(number, first.id, min(e.start[0] for e in edits[number])),
        code="NB225",
        severity=Severity.NOTE,
    )
    renamed = (*notebook.renamed, (new, name))
    return replace(notebook, cells=cells, notes=(*notebook.notes, note), renamed=renamed)


def _applied(source: str, edits: Sequence[_Edit]) -> str:
    """The source with the edits made; columns count bytes."""
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
