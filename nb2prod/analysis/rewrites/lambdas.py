"""Lambdas that objects keep which are saved: each becomes a function with a name."""

import ast
import re
from collections.abc import Iterator
from dataclasses import replace

from nb2prod.analysis.syntax import scope
from nb2prod.naming import fresh
from nb2prod.notebook.edits import SourceEdit, edited, in_place_of
from nb2prod.notebook.model import Cell, Notebook, Role
from nb2prod.notebook.syntax import body_of

_KEEPING = frozenset({"FunctionTransformer", "defaultdict"})
_MENTIONED = re.compile(r"\b(?:FunctionTransformer|defaultdict)\s*\(")


def without_kept_lambdas(notebook: Notebook) -> Notebook:
    """The notebook with ``def transform`` for ``FunctionTransformer(lambda x: …)``.

    What pickles an object finds its functions by their names, and a lambda has none. Taken are
    those on module level, that read no name of a comprehension around them.
    """
    live = [cell for cell in notebook.cells if cell.role is not Role.SKIP]
    if not any(_MENTIONED.search(cell.source) for cell in live):
        return notebook
    if any(cell.number == 0 for cell in notebook.cells):
        return notebook
    taken = notebook.words()
    made: list[str] = []
    edits: dict[int, list[SourceEdit]] = {}
    for cell in live:
        for stem, node in _kept(cell):
            name = fresh(f"{stem}_function", taken)
            taken.add(name)
            body = ast.unparse(node.body)
            made.append(f"def {name}({ast.unparse(node.args)}):\n    return {body}\n")
            edits.setdefault(cell.number, []).append(in_place_of(node, name))
    if not made:
        return notebook
    functions = Cell(0, "", Role.FUNCTIONS, "\n\n".join(made))
    return replace(notebook, cells=(functions, *edited(notebook, edits).cells))


def _kept(cell: Cell) -> Iterator[tuple[str, ast.Lambda]]:
    """The lambdas of a cell, each with the name that its statement binds."""
    for statement in body_of(cell.source):
        if isinstance(statement, (*scope.DEFS, ast.ClassDef)):
            continue
        stem = next(iter(scope.target_names(statement)), "value").lower()
        yield from ((stem, node) for node in _inside(statement))


def _inside(node: ast.AST) -> Iterator[ast.Lambda]:
    if isinstance(node, ast.Call):
        called = node.func.attr if isinstance(node.func, ast.Attribute) else ""
        if (called or getattr(node.func, "id", "")) in _KEEPING:
            for given in (*node.args, *(k.value for k in node.keywords)):
                if isinstance(given, ast.Lambda) and not (
                    given.args.defaults or given.args.kw_defaults
                ):
                    yield given
    if not isinstance(node, (*scope.FUNCTIONS, ast.ClassDef, *scope.COMPREHENSIONS)):
        for child in ast.iter_child_nodes(node):
            yield from _inside(child)
