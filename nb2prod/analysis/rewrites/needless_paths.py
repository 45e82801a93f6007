"""Changes of ``sys.path`` that the package does not need, as it has the notebook's own modules."""

import ast

from nb2prod.analysis.aliasing.whole import is_library
from nb2prod.notebook.edits import SourceEdit, edited, replaced
from nb2prod.notebook.model import Notebook
from nb2prod.notebook.own_modules import imported_tops, tops
from nb2prod.notebook.syntax import body_of


def without_search_path(notebook: Notebook) -> Notebook:
    """The notebook without the statements that only add folders to ``sys.path``.

    They stay where a module is imported that was not found, and is of no known library.
    """
    if not notebook.modules or not any("path" in cell.source for cell in notebook.cells):
        return notebook
    live = notebook.live
    trees = {cell.number: ast.Module(body_of(cell.source), []) for cell in live}
    own = tops(notebook.modules)
    if any(name not in own and not is_library(name) for name in imported_tops(trees.values())):
        return notebook
    return edited(notebook, ((n, edit) for n, tree in trees.items() for edit in _without(tree)))


def _without(tree: ast.Module) -> list[SourceEdit]:
    lines = [node.lineno for node in tree.body]
    return [
        replaced(node, "pass" if lines.count(node.lineno) > 1 else "\n" * _height(node))
        for node in tree.body
        if _only_adds(node)
    ]


def _height(node: ast.stmt) -> int:
    return (node.end_lineno or node.lineno) - node.lineno


def _only_adds(node: ast.stmt) -> bool:
    match node:
        case ast.Expr(value=ast.Call(func=ast.Attribute(value=owner, attr=name))):
            return ast.unparse(owner) == "sys.path" and name in ("append", "insert", "extend")
        case ast.AugAssign(target=target, op=ast.Add()):
            return ast.unparse(target) == "sys.path"
        case ast.If(body=body, orelse=[]):
            return all(map(_only_adds, body))
    return False
