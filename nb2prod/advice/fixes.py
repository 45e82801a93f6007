"""Fixes: changes of statements, carried out in the notebook's code.

A fix keeps every line where it is, so that places in the notebook stay true.
"""

import ast
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from nb2prod.advice.rule import Advice, Book, Fix, Seen
from nb2prod.notebook.model import Cell, Notebook
from nb2prod.notebook.source_tree import Change, Source
from nb2prod.plan.model import Code
from nb2prod.records import replace

Transform = Callable[[Source], Iterator[Change]]


def import_replaced(old: str, new: str) -> Transform:
    """``import new`` in the place of ``import old``."""

    def changes(source: Source) -> Iterator[Change]:
        for node in source.spans:
            if isinstance(node, ast.alias) and node.asname is None and node.name == old:
                yield source.put(node, new)

    return changes


def star_replaced(module_name: str, names: Sequence[str]) -> Transform:
    """``from module import a, b`` in the place of ``from module import *``."""

    def changes(source: Source) -> Iterator[Change]:
        for node in source.spans:
            if isinstance(node, ast.ImportFrom) and node.names[0].name == "*":
                yield source.put(node, f"from {module_name} import {', '.join(names)}")

    return changes


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
    text = rewritten(Code(seen.analysed.statement, edits=edits))
    for fix in fixes:
        if fix.transform is not None:
            source = Source(text)
            text = source.changed(fix.transform(source))
    return text


def _cell(cell: Cell, lines: list[str]) -> Cell:
    source = "\n".join(lines)
    try:
        ast.parse(source)
    except (SyntaxError, ValueError):
        return cell
    return replace(cell, source=source)
