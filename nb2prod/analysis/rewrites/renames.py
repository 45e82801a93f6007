"""Names changed in the text of cells."""

import ast
import re
from collections.abc import Iterator, Mapping, Sequence

from nb2prod.analysis.model import Statement
from nb2prod.analysis.rewrites.meanings import Site, Use
from nb2prod.analysis.syntax.nodes import all_nodes
from nb2prod.analysis.syntax.unscoped import UnclearError
from nb2prod.notebook.edits import SourceEdit, UnclearText, end_of, renamed_text, replaced
from nb2prod.notebook.model import Cell

_HEAD = re.compile(r"(?:async\s+def|def|class)\s+(?=\w)")


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
