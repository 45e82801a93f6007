"""Fixes: changes of statements by libcst, carried out in the notebook's code.

A fix keeps every line where it is, so that places in the notebook stay true.
"""

import ast
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from nb2prod.advice.rule import Advice, Book, Fix, Seen
from nb2prod.notebook.model import Cell, Notebook
from nb2prod.plan.model import Code
from nb2prod.records import replace

if TYPE_CHECKING:
    import libcst as cst

Transform = Callable[["cst.Module"], "cst.Module"]


def import_replaced(old: str, new: str) -> Transform:
    """``import new`` in the place of ``import old``."""

    def transform(module: "cst.Module") -> "cst.Module":
        import libcst as cst

        class Renamed(cst.CSTTransformer):
            def leave_ImportAlias(
                self, original_node: cst.ImportAlias, updated_node: cst.ImportAlias
            ) -> cst.ImportAlias:
                if original_node.asname is None and original_node.evaluated_name == old:
                    return updated_node.with_changes(name=cst.Name(new))
                return updated_node

        return module.visit(Renamed())

    return transform


def star_replaced(module_name: str, names: Sequence[str]) -> Transform:
    """``from module import a, b`` in the place of ``from module import *``."""

    def transform(module: "cst.Module") -> "cst.Module":
        import libcst as cst

        class Named(cst.CSTTransformer):
            def leave_ImportFrom(
                self, original_node: cst.ImportFrom, updated_node: cst.ImportFrom
            ) -> cst.ImportFrom:
                made = cst.parse_statement(f"from {module_name} import {', '.join(names)}")
                assert isinstance(made, cst.SimpleStatementLine)
                line = made.body[0]
                assert isinstance(line, cst.ImportFrom)
                return line if isinstance(original_node.names, cst.ImportStar) else updated_node

        return module.visit(Named())

    return transform


def fixed(book: Book, found: Iterable[Advice]) -> Notebook:
    """The notebook with the fixes carried out; one that would move lines is left out."""
    todo: dict[int, list[Fix]] = defaultdict(list)
    for one in found:
        for fix in one.fixes:
            if fix not in todo[fix.statement]:
                todo[fix.statement].append(fix)
    lines = {cell.number: cell.source.split("\n") for cell in book.notebook.cells}
    starts = Counter((s.cell.number, s.analysed.statement.first_line) for s in book.seen)
    for seen in book.seen:
        statement = seen.analysed.statement
        alone = starts[seen.cell.number, statement.first_line] == 1
        if seen.index in todo and alone:
            old = statement.source.split("\n")
            new = _changed(seen, todo[seen.index]).split("\n")
            first = statement.first_line - 1
            if len(new) == len(old):
                lines[seen.cell.number][first : first + len(old)] = new
    cells = (_cell(cell, lines[cell.number]) for cell in book.notebook.cells)
    return replace(book.notebook, cells=tuple(cells))


def _changed(seen: Seen, fixes: Sequence[Fix]) -> str:
    from nb2prod.emit.rewrite import rewritten

    edits = tuple(dict.fromkeys(edit for fix in fixes for edit in fix.edits))
    module = rewritten(Code(seen.analysed.statement, edits=edits))
    for fix in fixes:
        if fix.transform is not None:
            module = fix.transform(module)
    return module.code


def _cell(cell: Cell, lines: list[str]) -> Cell:
    source = "\n".join(lines)
    try:
        ast.parse(source)
    except (SyntaxError, ValueError):
        return cell
    return replace(cell, source=source)
