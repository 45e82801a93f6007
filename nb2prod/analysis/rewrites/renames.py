"""Names changed in the text of cells."""

import ast
import re
from collections.abc import Iterator, Mapping, Sequence

from nb2prod.analysis.model import Statement
from nb2prod.analysis.rewrites.meanings import Site, Use
from nb2prod.analysis.syntax import scope
from nb2prod.analysis.syntax.nodes import all_nodes, child_nodes, nodes_of
from nb2prod.analysis.syntax.unscoped import UnclearError, free
from nb2prod.diagnostics import Diagnostic, Place, note
from nb2prod.notebook.edits import (
    SourceEdit,
    UnclearText,
    edited,
    end_of,
    instead_of,
    renamed_text,
    replaced,
)
from nb2prod.notebook.model import Cell, Notebook
from nb2prod.patterns import regex
from nb2prod.records import dataclass, replace

_Definition = scope.DefNode | ast.ClassDef
_HEAD = regex(r"(?:async\s+def|def|class)\s+(?=\w)")


@dataclass(frozen=True, slots=True)
class Renaming:
    """What has to change, by cell, for names to have others; pairs are the new name and the old."""

    edits: tuple[tuple[int, SourceEdit], ...]
    notes: tuple[Diagnostic, ...]
    pairs: tuple[tuple[str, str], ...]

    @property
    def places(self) -> set[tuple[int, tuple[int, int]]]:
        """Where something changes: an f-string may have several of the names."""
        return {(int(number), edit.start) for number, edit in self.edits}


def renamed(notebook: Notebook, made: Sequence[Renaming]) -> Notebook:
    """The notebook with other names, and notes on them."""
    return replace(
        edited(notebook, (edit for one in made for edit in one.edits)),
        notes=(*notebook.notes, *(told for one in made for told in one.notes)),
        renamed=(*notebook.renamed, *(pair for one in made for pair in one.pairs)),
    )


def renaming_note(message: str, place: Place) -> Diagnostic:
    """The note on a name that is another one in the scripts."""
    return note("NB225", message, place)


def everywhere(
    name: str, new: str, statements: Sequence[Statement]
) -> Iterator[tuple[int, SourceEdit]]:
    """What to change, by cell number, for a variable of the notebook to have another name.

    Raises:
        UnclearError: it stands where no edit can tell it.
    """
    uses: list[Use] = []
    for statement in statements:
        number = statement.cell.number
        for top in statement.nodes:
            uses += (Use(statement.index, at, text) for at, text in free([top], name, None))
            for node in _binders(top, name):
                if isinstance(node, ast.ExceptHandler):
                    yield number, _handler(statement.cell.source, node, new)
                else:
                    uses.append(Use(statement.index, node))
            for declared in nodes_of(ast.Global, [top]):
                if name in declared.names:
                    names = (new if n == name else n for n in declared.names)
                    yield number, instead_of(declared, f"global {', '.join(names)}")
    yield from changes(uses, name, new, {s.index: s for s in statements})


def _binders(top: ast.stmt, name: str) -> Iterator[ast.alias | _Definition | ast.ExceptHandler]:
    """Definitions, imports and handlers of errors on module level that bind the name.

    Raises:
        UnclearError: something else than these, or than an assignment, binds it.
    """
    pending: list[ast.AST] = [top]
    while pending:
        node = pending.pop()
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                if node.name == name:
                    yield node
                continue
            case ast.Lambda():
                continue
            case ast.alias() if scope.imported_name(node) == name:
                yield node
            case ast.ExceptHandler(name=str(own)) if own == name:
                yield node
            case ast.MatchAs(name=str(own)) | ast.MatchStar(name=str(own)) if own == name:
                raise UnclearError
            case ast.MatchMapping(rest=str(own)) if own == name:
                raise UnclearError
        pending += child_nodes(node)


def _handler(source: str, node: ast.ExceptHandler, new: str) -> SourceEdit:
    """Another name for the error that is handled.

    Raises:
        UnclearError: the head of the handler is on several lines.
    """
    text = source.split("\n")[node.lineno - 1]
    match = re.search(rf"\bas\s+({re.escape(node.name or '')})\s*:", text)
    if match is None:
        raise UnclearError
    start, end = (len(text[:at].encode()) for at in match.span(1))
    return SourceEdit((node.lineno, start), (node.lineno, end), new)


def changes(
    uses: Sequence[Use], name: str, new: str, statements: Mapping[int, Statement]
) -> Iterator[tuple[int, SourceEdit]]:
    """What to change, by cell number, for these uses of the name to become uses of another.

    Raises:
        UnclearError: the name does not stand where the syntax tree says, or stands for more.
    """
    texts: dict[int, list[Use]] = {}
    for use in uses:
        cell = statements[use.statement].cell
        if use.text is not None:
            texts.setdefault(id(use.text), []).append(use)
        else:
            yield cell.number, _edit(cell, use.node, name, new)
    for group in texts.values():
        text, cell = group[0].text, statements[group[0].statement].cell
        assert text is not None
        every = [n for n in all_nodes(text) if isinstance(n, ast.Name) and n.id == name]
        if len(every) != len(group):
            raise UnclearError
        try:
            made = renamed_text(_source(cell, text), {name: new})
        except UnclearText as error:
            raise UnclearError from error
        yield cell.number, replaced(text, made)


def _edit(cell: Cell, node: Site, name: str, new: str) -> SourceEdit:
    source = _source(cell, node)
    match node:
        case ast.Name() if source == name:
            return replaced(node, new)
        case ast.alias(asname=None) if source == name:
            return SourceEdit(end_of(node), end_of(node), f" as {new}")
        case ast.alias(asname=str()) if re.search(rf"\bas\s+{re.escape(name)}$", source):
            row, column = end_of(node)
            return SourceEdit((row, column - len(name.encode())), (row, column), new)
        case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
            head = _HEAD.match(source)
            if head and "\n" not in head[0] and source[head.end() :].startswith(name):
                row, column = node.lineno, node.col_offset + len(head[0].encode())
                return SourceEdit((row, column), (row, column + len(name.encode())), new)
    raise UnclearError  # `import a.b` binds `a`, or a name that Python normalises


def _source(cell: Cell, node: Site | ast.expr) -> str:
    return ast.get_source_segment(cell.source, node) or ""
