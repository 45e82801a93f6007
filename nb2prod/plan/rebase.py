"""Paths with a variable end, moved to another folder."""

import ast
import copy
from typing import cast

from nb2prod.analysis.constants.spelled import is_spelled
from nb2prod.analysis.syntax.nodes import last_name

_FOLDER_CALLS = {"join", "Path", "PurePath", "PosixPath"}
_THROUGH = {"str", "fspath", "abspath", "normpath", "realpath", "expanduser"}
_METHODS = {
    "joinpath", "with_suffix", "with_name", "with_stem", "resolve", "absolute", "as_posix",
    "expanduser",
}  # fmt: skip


def replace_root(node: ast.expr, root: str, base: str, slash: bool) -> ast.expr | None:
    """The expression with `root`, a folder's name, replaced by `base`, a ``Path``.

    `slash`: the folder's text ends with one. None where the name does not occur.
    """
    replacer = _Base(root, base, slash)
    made = cast(ast.expr, replacer.visit(copy.deepcopy(node)))
    return ast.fix_missing_locations(made) if replacer.found else None


def rebase(node: ast.expr, start: str, base: str) -> ast.expr | None:
    """The path below the folder `start`, which its text starts with, below `base` instead.

    ``"data/" + name`` below ``data`` gives ``base / name``. None where that cannot be written.
    """
    made = _rebase(copy.deepcopy(node), start, base) if start != "." or is_spelled(node) else None
    if start == "." and not is_spelled(node):
        made = ast.BinOp(_name(base), ast.Div(), copy.deepcopy(_bare(node)))
    return ast.fix_missing_locations(made) if made is not None else None


def below_folder(node: ast.expr, folder: str | None, base: str) -> ast.expr:
    """``base / Path(node).name``, or what the path is below the folder; whatever its text is."""
    path = copy.deepcopy(node)
    if not (isinstance(path, ast.Call) and last_name(path.func) == "Path"):
        path = ast.Call(ast.Name("Path", ast.Load()), [path], [])
    if folder is None:
        rest: ast.expr = ast.Attribute(path, "name", ast.Load())
    else:
        method = ast.Attribute(path, "relative_to", ast.Load())
        rest = ast.Call(method, [ast.Constant(folder)], [])
    return ast.fix_missing_locations(ast.BinOp(_name(base), ast.Div(), rest))


def _bare(node: ast.expr) -> ast.expr:
    """``x`` of ``Path(x)`` and ``str(x)``, as what stands after a slash need be neither."""
    while isinstance(node, ast.Call) and len(node.args) == 1 and not node.keywords:
        if last_name(node.func) not in ("Path", "str") or not _is_text(node.args[0]):
            break
        node = node.args[0]
    return node


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.JoinedStr) or (
        isinstance(node, ast.Constant) and isinstance(node.value, str)
    )


def _name(base: str) -> ast.expr:
    return ast.parse(base, mode="eval").body


def _rebase(node: ast.expr, start: str, base: str) -> ast.expr | None:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        if _plain(node.value) == start:
            return _name(base)
    text = _stripped(node, start)
    if text is not None:
        empty = isinstance(text, ast.Constant) and text.value == ""
        return _name(base) if empty else ast.BinOp(_name(base), ast.Div(), text)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div):
        left = _rebase(node.left, start, base)
        return ast.BinOp(left, ast.Div(), node.right) if left else None
    if not isinstance(node, ast.Call):
        return None
    called = last_name(node.func)
    if called in _METHODS and isinstance(node.func, ast.Attribute):
        owner = _rebase(node.func.value, start, base)
        if owner is not None:
            func = ast.Attribute(owner, called, ast.Load())
            return ast.Call(func, node.args, node.keywords)
    if called in _FOLDER_CALLS | _THROUGH and node.args and not node.keywords:
        first = _rebase(node.args[0], start, base)
        if first is None:
            return None
        if called == "Path" and len(node.args) == 1:
            return first
        return ast.Call(node.func, [first, *node.args[1:]], [])
    return None


def _plain(text: str) -> str:
    """A folder's text without its last slash."""
    return text.replace("\\", "/").rstrip("/")


def _stripped(node: ast.expr, start: str) -> ast.expr | None:
    """The text expression without the folder and slash that it starts with."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        text = node.value.replace("\\", "/")
        return ast.Constant(text[len(start) + 1 :]) if text.startswith(f"{start}/") else None
    if isinstance(node, ast.JoinedStr) and node.values:
        first = _stripped(node.values[0], start)
        if not isinstance(first, ast.Constant):
            return None
        rest = node.values[1:]
        return ast.JoinedStr([first, *rest] if first.value else rest)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Mod):
        left = _stripped(node.left, start)
        if left is None:
            return None
        gone = isinstance(left, ast.Constant) and left.value == "" and isinstance(node.op, ast.Add)
        return node.right if gone else ast.BinOp(left, node.op, node.right)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        if node.func.attr == "format":
            owner = _stripped(node.func.value, start)
            if owner is not None:
                func = ast.Attribute(owner, "format", ast.Load())
                return ast.Call(func, node.args, node.keywords)
    return None


class _Base(ast.NodeTransformer):
    """Replace a global that holds a folder's name by a parameter that holds a Path."""

    def __init__(self, root: str, base: str, slash: bool) -> None:
        self.root, self.base, self.slash = root, base, slash
        self.in_text = False
        self.found = False

    def _is_root(self, node: ast.AST | None) -> bool:
        part = isinstance(node, ast.Name | ast.Attribute | ast.Subscript)
        return part and node is not None and ast.unparse(node) == self.root

    def visit(self, node: ast.AST) -> ast.AST:
        if not self._is_root(node):
            made: ast.AST = super().visit(node)
            return made
        self.found = True
        if self.in_text and self.slash:
            value = ast.FormattedValue(_name(self.base), -1, None)
            return ast.JoinedStr([value, ast.Constant("/")])
        if self.in_text:
            return ast.Call(ast.Name("str", ast.Load()), [_name(self.base)], [])
        return _name(self.base)

    def _inside(self, node: ast.AST, in_text: bool) -> ast.AST:
        before, self.in_text = self.in_text, in_text
        self.generic_visit(node)
        self.in_text = before
        return node

    def visit_BinOp(self, node: ast.BinOp) -> ast.AST:
        return self._inside(node, isinstance(node.op, ast.Add | ast.Mod))

    def visit_Call(self, node: ast.Call) -> ast.AST:
        return self._inside(node, last_name(node.func) == "format" and self.slash)

    def visit_JoinedStr(self, node: ast.JoinedStr) -> ast.AST:
        values: list[ast.expr] = []
        for part in node.values:
            inner = part.value if isinstance(part, ast.FormattedValue) else None
            if self._is_root(inner):
                self.found = True
                values.append(ast.FormattedValue(_name(self.base), -1, None))
                if self.slash:
                    values.append(ast.Constant("/"))
            else:
                values.append(cast(ast.expr, self.visit(part)))
        return ast.JoinedStr(values)
