"""The folders that a notebook adds to ``sys.path`` or changes to, in whatever way."""

import ast
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from nb2prod.notebook.folder_values import FolderValues


def search_folders(trees: Iterable[ast.Module], folder: Path) -> list[Path]:
    r"""The folders that statements add, where they are known, in order; `folder` is the notebook's.

    >>> code = "here = os.path.abspath('..')\nif here not in sys.path: sys.path.append(here)"
    >>> search_folders([ast.parse(code)], Path("/home/ada/notebooks"))
    [PosixPath('/home/ada')]
    """
    found: dict[Path, None] = {}
    values = FolderValues(folder)
    for tree in trees:
        for node in _in_order(tree):
            if isinstance(node, ast.Assign):
                values.assign(node)
            for added in added_folders(node):
                text = values.text(added)
                if text is not None:
                    found[Path(os.path.normpath(folder / os.path.expanduser(text)))] = None
    return list(found)


def _in_order(tree: ast.Module) -> Iterator[ast.AST]:
    """The statements and calls of a text, as they stand in it."""
    nodes = [n for n in ast.walk(tree) if isinstance(n, ast.stmt | ast.Call)]
    return iter(sorted(nodes, key=lambda n: (n.lineno, n.col_offset)))


def added_folders(node: ast.AST) -> list[ast.expr]:
    """The expressions of the folders that a statement or call adds."""
    match node:
        case ast.Call(func=ast.Attribute(value=owner, attr="append"), args=[one]):
            return [one] if _is_search_path(owner) else []
        case ast.Call(func=ast.Attribute(value=owner, attr="insert"), args=[_, one]):
            return [one] if _is_search_path(owner) else []
        case ast.Call(func=ast.Attribute(value=owner, attr="extend"), args=[ast.List(elts=some)]):
            return some if _is_search_path(owner) else []
        case ast.AugAssign(target=target, op=ast.Add(), value=ast.List(elts=some)):
            return some if _is_search_path(target) else []
        case ast.Assign(targets=[target], value=ast.BinOp(op=ast.Add(), left=left, right=right)):
            lists = [one for one in (left, right) if isinstance(one, ast.List)]
            return [e for one in lists for e in one.elts] if _is_search_path(target) else []
        case ast.Call(func=ast.Attribute(value=ast.Name(id="site"), attr="addsitedir"), args=[one]):
            return [one]
        case ast.Call(func=ast.Attribute(value=ast.Name(id="os"), attr="chdir"), args=[one]):
            return [one]  # a notebook imports from where it is
    return []


def _is_search_path(node: ast.expr) -> bool:
    return ast.unparse(node) in ("sys.path", "path")
