"""Imports inside other statements, of what the notebook imports at its top level anyway."""

import ast
import re
from collections.abc import Iterator

from nb2prod.analysis.syntax import scope
from nb2prod.analysis.syntax.import_statements import imported, imports_in, is_import
from nb2prod.analysis.syntax.nodes import blocks
from nb2prod.notebook.edits import SourceEdit, edited, replaced
from nb2prod.notebook.model import Notebook
from nb2prod.notebook.syntax import body_of
from nb2prod.patterns import regex

_NESTED = regex(r"^[ \t]+(?:import|from)\b|[:;][ \t]*(?:import|from)\b", re.MULTILINE)
"""Where an import may stand inside something else, before anything is parsed for it."""


def without_nested_imports(notebook: Notebook) -> Notebook:
    """The notebook without such imports: scripts import at their top, once.

    ``try: import torch; assert torch.__version__ > "2" …`` and ``if __name__ == "__main__":`` are
    where they stand. What only such a statement imports stays there: it may not be installed.
    """
    if not any(_NESTED.search(cell.source) for cell in notebook.cells):
        return notebook
    trees = [(cell, body_of(cell.source)) for cell in notebook.cells]
    nodes = [n for cell, tree in trees if cell.live for n in tree]
    top = {p for n in nodes if isinstance(n, ast.Import | ast.ImportFrom) for p in imported(n)}
    meanings: dict[str, set[str]] = {}
    for name, what in (p for n in nodes for one in imports_in(n) for p in imported(one)):
        meanings.setdefault(name, set()).add(what)
    known = {(name, what) for name, what in top if len(meanings[name]) == 1}
    if not known:
        return notebook
    others = ((cell, node) for cell, tree in trees for node in tree if not is_import(node))
    return edited(notebook, ((c.number, e) for c, node in others for e in _edits(node, known)))


def _edits(node: ast.stmt, known: set[tuple[str, str]]) -> Iterator[SourceEdit]:
    for block in _blocks(node):
        gone = [one for one in block if _is_known(one, known)]
        for one in gone:
            alone = [other.lineno for other in block].count(one.lineno) == 1
            needed = not alone or (len(gone) == len(block) and one is gone[0])
            yield replaced(one, "pass" if needed else "")
        for one in block:
            yield from _edits(one, known)


def _blocks(node: ast.stmt) -> Iterator[list[ast.stmt]]:
    """The blocks right inside a statement that is no function or class."""
    if isinstance(node, (*scope.DEFS, ast.ClassDef)):
        return
    for owner in (node, *getattr(node, "handlers", ()), *getattr(node, "cases", ())):
        yield from blocks(owner)


def _is_known(node: ast.stmt, known: set[tuple[str, str]]) -> bool:
    if not isinstance(node, ast.Import | ast.ImportFrom):
        return False
    return set(imported(node)) <= known and all(alias.name != "*" for alias in node.names)
