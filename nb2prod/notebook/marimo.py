"""Files of marimo: cells are functions that say what they read and make."""

import ast
import textwrap
from collections.abc import Sequence
from graphlib import CycleError, TopologicalSorter

from nb2prod.notebook.raw_cells import Json, code_cell, markdown_cell
from nb2prod.notebook.syntax import bound_names


def is_marimo(text: str) -> bool:
    """Whether a Python file is a notebook of marimo."""
    return "marimo.App(" in text


def marimo_cells(text: str) -> list[Json]:
    """The cells of a marimo file, in an order in which each has what it reads.

    Raises:
        SyntaxError: the file is not Python.
    """
    lines = text.replace("\r\n", "\n").split("\n")
    cells: list[Json] = []
    makes: list[frozenset[str]] = []
    reads: list[frozenset[str]] = []
    for node in ast.parse("\n".join(lines)).body:
        made = _marimo_cell(node, lines)
        if made is not None:
            cells.append(made)
            makes.append(_made_by(node))
            reads.append(_read_by(node))
    owner = {name: at for at, names in enumerate(makes) for name in names}
    needs = {at: {owner[n] for n in names if n in owner} for at, names in enumerate(reads)}
    return [cells[at] for at in _ordered(needs)]


def _ordered(needs: dict[int, set[int]]) -> list[int]:
    """The cells in the order of the file, but none before those that it needs."""
    sorter = TopologicalSorter(needs)
    try:
        sorter.prepare()
    except CycleError:  # marimo runs no such notebook
        return list(needs)
    found: list[int] = []
    ready: list[int] = []
    while sorter.is_active():
        ready = sorted([*ready, *sorter.get_ready()])
        found.append(ready.pop(0))
        sorter.done(found[-1])
    return found


def _marimo_cell(node: ast.stmt, lines: Sequence[str]) -> Json | None:
    """The cell that a statement at the top of the file is; None if it is none."""
    if isinstance(node, ast.With):
        manager = node.items[0].context_expr
        setup = "setup" in (_of_app(manager), _of_app(getattr(manager, "func", manager)))
        return code_cell(_dedented(node.body, lines)) if setup else None
    if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return None
    for decorator in node.decorator_list:
        call = decorator if isinstance(decorator, ast.Call) else None
        kind = _of_app(call.func if call else decorator)
        if kind in ("function", "class_definition"):
            first = node.lineno - 1
            return code_cell("\n".join(lines[first : node.end_lineno]))
        if kind == "cell":
            off = any(k.arg == "disabled" for k in call.keywords) if call else False
            return _marimo_body(node.body, lines, ["skip"] if off else [], node.name)
    return None


def _marimo_body(body: list[ast.stmt], lines: Sequence[str], tags: list[str], title: str) -> Json:
    kept = body[:-1] if isinstance(body[-1], ast.Return) else body
    match kept:
        case [ast.Expr(ast.Call(func=ast.Attribute(attr="md"), args=[ast.Constant(value=str(t))]))]:
            return markdown_cell(textwrap.dedent(t))
    return code_cell(_dedented(kept, lines), tags, title)


def _dedented(body: Sequence[ast.stmt], lines: Sequence[str]) -> str:
    """The text of statements with the comments above them."""
    if not body:
        return ""
    first = body[0].lineno - 1
    while lines[first - 1].lstrip().startswith("#"):
        first -= 1
    return textwrap.dedent("\n".join(lines[first : body[-1].end_lineno]))


def _of_app(node: ast.expr) -> str:
    """``cell`` for ``app.cell``."""
    match node:
        case ast.Attribute(value=ast.Name(id="app"), attr=name):
            return name
    return ""


def _made_by(node: ast.stmt) -> frozenset[str]:
    """The names that a cell returns, or that a definition or the setup binds."""
    if isinstance(node, ast.With):
        return frozenset(bound_names("\n".join(map(ast.unparse, node.body))))
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        last = node.body[-1]
        if not isinstance(last, ast.Return) or any(_of_app(d) == "function" for d in _plain(node)):
            return frozenset({node.name})
        return frozenset(n.id for n in ast.walk(last) if isinstance(n, ast.Name))
    return frozenset()


def _plain(node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) -> list[ast.expr]:
    return [d.func if isinstance(d, ast.Call) else d for d in node.decorator_list]


def _read_by(node: ast.stmt) -> frozenset[str]:
    """The names that a cell reads: no two cells of marimo bind the same."""
    names = (n for n in ast.walk(node) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load))
    return frozenset(n.id for n in names) - _made_by(node)
