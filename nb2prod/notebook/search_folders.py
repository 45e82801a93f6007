"""The folders that a notebook adds to ``sys.path``, or goes to, whatever way it says them."""

import ast
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePath

_SAME = frozenset({"abspath", "realpath", "normpath", "expanduser", "str", "fspath", "Path",
                   "PurePath", "resolve", "absolute", "as_posix"})  # fmt: skip
"""Functions and methods whose result is the path that they get."""


def search_folders(trees: Iterable[ast.Module], folder: Path) -> list[Path]:
    r"""The folders that statements add, where they are known, in order; `folder` is the notebook's.

    >>> code = "here = os.path.abspath('..')\nif here not in sys.path: sys.path.append(here)"
    >>> search_folders([ast.parse(code)], Path("/home/ada/notebooks"))
    [PosixPath('/home/ada')]
    """
    found: dict[Path, None] = {}
    names: dict[str, str] = {}
    for tree in trees:
        for node in _in_order(tree):
            match node:
                case ast.Assign(targets=[ast.Name(id=name)], value=value):
                    text = path_text(value, folder, names)
                    names |= {name: text} if text is not None else {}
            for added in _added(node):
                text = path_text(added, folder, names)
                if text is not None:
                    found[Path(os.path.normpath(folder / os.path.expanduser(text)))] = None
    return list(found)


def _in_order(tree: ast.Module) -> Iterator[ast.AST]:
    """The statements and calls of a text, as they stand in it."""
    nodes = [n for n in ast.walk(tree) if isinstance(n, ast.stmt | ast.Call)]
    return iter(sorted(nodes, key=lambda n: (n.lineno, n.col_offset)))


def _added(node: ast.AST) -> list[ast.expr]:
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


def path_text(node: ast.expr, folder: PurePath, names: Mapping[str, str]) -> str | None:
    """The path that an expression gives in the notebook's folder, None where it is not known."""

    def text(one: ast.expr) -> str | None:
        return path_text(one, folder, names)

    match node:
        case ast.Constant(value=str(value)):
            return value
        case ast.Name(id=name):
            return names.get(name)
        case ast.JoinedStr(values=values):
            parts = [text(v.value if isinstance(v, ast.FormattedValue) else v) for v in values]
            return "".join(p for p in parts if p) if None not in parts else None
        case ast.BinOp(op=ast.Add(), left=left, right=right):
            parts = [text(left), text(right)]
            return "".join(p for p in parts if p) if None not in parts else None
        case ast.BinOp(op=ast.Div(), left=left, right=right):
            return _joined([text(left), text(right)])
        case ast.Attribute(value=value, attr="parent"):
            return _parent(text(value))
        case ast.Subscript(value=ast.Attribute(value=value, attr="parents"), slice=index):
            count = index.value if isinstance(index, ast.Constant) else None
            found = text(value)
            for _ in range(count + 1 if isinstance(count, int) else 0):
                found = _parent(found)
            return found if isinstance(count, int) else None
        case ast.Attribute(attr="pardir"):
            return ".."
        case ast.Attribute(attr="curdir"):
            return "."
        case ast.Attribute(attr="sep"):
            return "/"
        case ast.Call():
            return _called(node, folder, names)
    return None


def _called(node: ast.Call, folder: PurePath, names: Mapping[str, str]) -> str | None:
    """What a function of ``os.path``, or a method of a path, gives."""
    arguments = [path_text(one, folder, names) for one in node.args]
    name = node.func.attr if isinstance(node.func, ast.Attribute) else ast.unparse(node.func)
    if name in ("getcwd", "cwd"):
        return str(folder)
    if name == "dirname" and len(arguments) == 1:
        return os.path.dirname(arguments[0]) if arguments[0] is not None else None
    if name == "join":
        return _joined(arguments)
    if name == "joinpath" and isinstance(node.func, ast.Attribute):
        return _joined([path_text(node.func.value, folder, names), *arguments])
    if name not in _SAME:
        return None
    if node.args:
        made = _joined(arguments)
    elif isinstance(node.func, ast.Attribute) and name not in ("Path", "PurePath"):
        made = path_text(node.func.value, folder, names)
    else:
        made = "."
    whole = name in ("abspath", "realpath", "resolve", "absolute")
    return os.path.normpath(folder / made) if whole and made is not None else made


def _joined(parts: list[str | None]) -> str | None:
    known = [part for part in parts if part is not None]
    return os.path.join(*known) if known and len(known) == len(parts) else None


def _parent(text: str | None) -> str | None:
    """The folder above, as `Path.parent` has it: `..` stays, `.` has none."""
    return None if text is None else str(Path(text).parent)
