"""The cells of a notebook that its package stands for."""

import ast
from pathlib import Path

from nb2prod.notebook.model import Cell, Role
from nb2prod.notebook.read import read_notebook
from nb2prod.suggest.notebook_files import read_suggested

STATEMENTS_WITHOUT_EFFECT = (
    ast.Import, ast.ImportFrom, ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef,
)  # fmt: skip


def cells_to_run(path: Path) -> list[Cell]:
    """The cells that the package stands for, in document order."""
    return [
        cell
        for cell in read_notebook(path).cells
        if cell.live and (cell.role is not Role.UNTAGGED or _only_defines(cell.source))
    ]


def all_cells(path: Path, auto: bool = False) -> list[Cell]:
    """The cells of a random notebook: also those that set up what the stages need.

    With ``auto``, a cell that `--auto-tag` would split is several. What is skipped runs too, so
    that a stage which would need it is seen.

    Raises:
        ConversionError: nothing in the notebook belongs to a stage.
    """
    return list((read_suggested(path) if auto else read_notebook(path)).cells)


def _only_defines(source: str) -> bool:
    return all(_defines(node) for node in ast.parse(source).body)


def _defines(node: ast.stmt) -> bool:
    if isinstance(node, ast.If | ast.Try):
        inner = [*node.body, *node.orelse]
        if isinstance(node, ast.Try):
            inner += [*node.finalbody, *(n for handler in node.handlers for n in handler.body)]
        return all(_defines(n) or isinstance(n, ast.Pass | ast.Assign) for n in inner)
    if isinstance(node, ast.Expr):
        return isinstance(node.value, ast.Constant)
    if isinstance(node, ast.Assign):
        return isinstance(node.value, ast.Lambda)
    return isinstance(node, STATEMENTS_WITHOUT_EFFECT)
