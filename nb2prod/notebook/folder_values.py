"""What expressions of paths give in the notebook's folder, read and not run."""

import ast
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath
from typing import Self

STEPS = 1000
"""As often a loop is followed."""

_ABOVE = 6
"""So many folders up, what is looked for lies."""


class Unknown(Exception):
    """The value cannot be told without running code."""


_OF_PATHS: Mapping[str, Callable[[str], object]] = {
    "basename": os.path.basename, "dirname": os.path.dirname, "expanduser": os.path.expanduser,
    "normpath": os.path.normpath, "split": os.path.split,
}  # fmt: skip
_ON_DISK: Mapping[str, Callable[[Path], object]] = {
    "exists": Path.exists, "is_dir": Path.is_dir, "is_file": Path.is_file,
    "isdir": Path.is_dir, "isfile": Path.is_file,
    "listdir": lambda path: sorted(os.listdir(path)),
}  # fmt: skip
_OF_PATH = frozenset({"name", "parent", "parts", "stem", "suffix"})
_SEPARATORS = {"pardir": "..", "curdir": ".", "sep": "/"}
_OF_TEXT = frozenset({"endswith", "lower", "replace", "rstrip", "split", "startswith", "strip"})
_SAME = frozenset({"as_posix", "expanduser"})


class FolderValues:
    """The values that names have so far in a notebook of the folder.

    ``asked`` are names whose values depend on the folder; ``disk``: files may be asked for.
    ``asks`` tells whether what was read last depends on the folder, or on what is in it.
    """

    def __init__(self, folder: PurePath, *, disk: bool = True) -> None:
        self.folder, self.disk = folder, disk
        self.names: dict[str, object] = {"__name__": "__main__"}
        self.asked: set[str] = set()
        self.functions: dict[str, ast.FunctionDef] = {}
        self.asks = False

    def copy(self) -> Self:
        """The same values, which may change by themselves."""
        made = type(self)(self.folder, disk=self.disk)
        made.names, made.asked = dict(self.names), set(self.asked)
        made.functions = self.functions
        return made

    def without(self, names: Iterable[str]) -> Self:
        """The same values, but for those of some names."""
        made = self.copy()
        for name in names:
            made.names.pop(name, None)
        return made

    def text(self, node: ast.expr) -> str | None:
        """The path that an expression gives, None where it is not known."""
        try:
            found = self.value(node)
        except Unknown:
            return None
        return str(found) if isinstance(found, str | PurePath) else None

    def value(self, node: ast.expr) -> object:
        """The value of an expression.

        Raises:
            Unknown: it cannot be told.
        """
        match node:
            case ast.Constant(value=value):
                return value
            case ast.Name(id=name) if name in self.names:
                self.asks |= name in self.asked
                return self.names[name]
            case ast.NamedExpr(target=target, value=value):
                found = self.value(value)
                self.bind(target.id, found)
                return found
            case ast.JoinedStr(values=values):
                return "".join(self._formatted(one) for one in values)
            case ast.BinOp(left=left, op=op, right=right):
                return combined(self.value(left), op, self.value(right))
            case ast.BoolOp(op=op, values=values):
                return self._first(values, isinstance(op, ast.Or))
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                return not self.value(operand)
            case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int(number))):
                return -number
            case ast.IfExp(test=test, body=body, orelse=orelse):
                return self.value(body if self.value(test) else orelse)
            case ast.Compare(left=left, ops=[op], comparators=[right]):
                return self._compared(left, op, right)
            case ast.Attribute():
                return self._attribute(node)
            case ast.Subscript(value=owner, slice=index):
                return self._item(self.value(owner), index)
            case ast.List(elts=elts) | ast.Tuple(elts=elts) | ast.Set(elts=elts):
                return [one for e in elts for one in self._elements(e)]
            case ast.ListComp() | ast.GeneratorExp():
                return list(self._comprehended(node))
            case ast.Call():
                return self._called(node)
        raise Unknown

    def assign(self, node: ast.Assign) -> None:
        """Remember what ``name = value`` binds, if that can be told."""
        match node.targets:
            case [ast.Name(id=name)]:
                self.asks = False
                try:
                    self.bind(name, self.value(node.value))
                except Unknown:
                    self.names.pop(name, None)

    def bind(self, name: str, value: object) -> None:
        """Remember what a name holds."""
        self.names[name] = value
        self.asked.discard(name)
        if self.asks:
            self.asked.add(name)

    def _formatted(self, node: ast.expr) -> str:
        if isinstance(node, ast.FormattedValue):
            if node.format_spec is not None or node.conversion != -1:
                raise Unknown
            node = node.value
        found = self.value(node)
        if not isinstance(found, str | PurePath):
            raise Unknown
        return str(found)

    def _first(self, values: list[ast.expr], wanted: bool) -> object:
        found: object = None
        for one in values:
            found = self.value(one)
            if bool(found) is wanted:
                return found
        return found

    def _compared(self, left: ast.expr, op: ast.cmpop, right: ast.expr) -> bool:
        if isinstance(op, ast.In | ast.NotIn):
            return self._contains(left, right) is isinstance(op, ast.In)
        one, other = self.value(left), self.value(right)
        if isinstance(op, ast.Is | ast.IsNot):
            return (one is other) is isinstance(op, ast.Is)
        if not isinstance(op, ast.Eq | ast.NotEq):
            raise Unknown
        return self._equal(one, other) is isinstance(op, ast.Eq)

    def _equal(self, one: object, other: object) -> bool:
        """Of a whole path, which is another one on each machine, the last part counts."""
        whole = (self.folder, str(self.folder))
        if one in whole and isinstance(other, str | PurePath):
            return self.folder.name == _last(str(other))
        if other in whole and isinstance(one, str | PurePath):
            return self.folder.name == _last(str(one))
        return one == other

    def _contains(self, left: ast.expr, right: ast.expr) -> bool:
        code = ast.unparse(right)
        if code in ("os.environ", "sys.modules"):
            self.asks = True
            return False  # what another place to run would have
        if code == "sys.path":
            return False
        inner, outer = self.value(left), self.value(right)
        if outer == str(self.folder) and isinstance(inner, str):
            return inner.strip("/") in self.folder.name
        if isinstance(outer, str) and isinstance(inner, str):
            return inner in outer
        if isinstance(outer, list | tuple):
            return inner in outer
        raise Unknown

    def _attribute(self, node: ast.Attribute) -> object:
        if node.attr in _SEPARATORS:
            return _SEPARATORS[node.attr]
        owner = self.value(node.value)
        if not isinstance(owner, PurePath):
            raise Unknown
        if node.attr == "parents":
            return list(owner.parents)
        if node.attr in _OF_PATH:
            found: object = getattr(owner, node.attr)
            return found
        raise Unknown

    def _item(self, owner: object, index: ast.expr) -> object:
        if not isinstance(owner, list | tuple | str):
            raise Unknown
        if isinstance(index, ast.Slice):
            if index.step is not None:
                raise Unknown
            ends = (self.value(e) if e else None for e in (index.lower, index.upper))
            low, high = (_whole(e) if e is not None else None for e in ends)
            return owner[low:high]
        try:
            found: object = owner[_whole(self.value(index))]
        except IndexError:
            raise Unknown from None
        return found

    def _elements(self, node: ast.expr) -> list[object]:
        if not isinstance(node, ast.Starred):
            return [self.value(node)]
        return listed(self.value(node.value))

    def _comprehended(self, node: ast.ListComp | ast.GeneratorExp) -> Iterator[object]:
        match node.generators:
            case [ast.comprehension(target=ast.Name(id=name), iter=source, ifs=tests, is_async=0)]:
                pass
            case _:
                raise Unknown
        inner = self.copy()
        try:
            for one in islice(listed(self.value(source)), STEPS):
                inner.asks = self.asks
                inner.bind(name, one)
                if all(inner.value(test) for test in tests):
                    yield inner.value(node.elt)
        finally:
            self.asks |= inner.asks

    def _called(self, node: ast.Call) -> object:
        name = node.func.attr if isinstance(node.func, ast.Attribute) else ast.unparse(node.func)
        if any(k.arg not in ("exist_ok", "strict") for k in node.keywords):
            return self._own(node)
        if isinstance(node.func, ast.Name) and name in self.functions:
            return self._own(node)
        if isinstance(node.func, ast.Attribute) and not self._is_module(node.func.value):
            return self._method(self.value(node.func.value), name, node.args)
        if name in ("next", "any", "all") and node.args:
            return self._of_elements(name, node.args)
        if name == "getenv" or (name == "get" and ast.unparse(node.func) == "os.environ.get"):
            self.asks = True
            return self.value(node.args[1]) if len(node.args) > 1 else None
        return self._function(name, [one for a in node.args for one in self._elements(a)])

    def _is_module(self, node: ast.expr) -> bool:
        while isinstance(node, ast.Attribute):
            node = node.value
        return isinstance(node, ast.Name) and node.id not in self.names

    def _function(self, name: str, given: list[object]) -> object:
        """What a function of ``os``, ``os.path`` or ``pathlib`` gives."""
        if name in ("getcwd", "cwd") and not given:
            self.asks = True
            return self.folder if name == "cwd" else str(self.folder)
        if name == "list" and len(given) == 1:
            return listed(given[0])
        texts = [str(one) for one in given if isinstance(one, str | PurePath)]
        if len(texts) != len(given):
            raise Unknown
        if name in ("Path", "PurePath"):
            return type(self.folder)(*texts)
        if name == "join" and texts:
            return os.path.join(*texts)
        if name in ("abspath", "realpath") and len(texts) == 1:
            self.asks = True
            return os.path.normpath(self.folder / texts[0])
        if name == "listdir" and not texts:
            texts = ["."]
        if len(texts) != 1:
            raise Unknown
        if name in ("str", "fspath"):
            return texts[0]
        if name in _ON_DISK:
            return self._on_disk(name, texts[0])
        if name == "expanduser" and not self.disk:
            raise Unknown  # another folder on each machine
        if name in _OF_PATHS:
            found = _OF_PATHS[name](texts[0])
            return list(found) if isinstance(found, tuple) else found
        raise Unknown

    def _on_disk(self, name: str, path: str) -> object:
        self.asks = True
        if not self.disk:
            raise Unknown
        whole = Path(os.path.normpath(self.folder / path))
        try:
            found = _ON_DISK[name](whole)
        except OSError:
            raise Unknown from None
        above = (one / whole.name for one in list(whole.parents)[1:_ABOVE])
        elsewhere = whole.parts[1:2] in (("kaggle",), ("content",))
        if found is False and not elsewhere and not any(map(Path.exists, above)):
            raise Unknown  # it may be there tomorrow
        return found

    def _method(self, owner: object, name: str, arguments: list[ast.expr]) -> object:
        given = [one for a in arguments for one in self._elements(a)]
        if isinstance(owner, PurePath):
            return self._path_method(owner, name, given)
        if isinstance(owner, str) and name in _OF_TEXT and all(isinstance(a, str) for a in given):
            if name == "endswith" and owner == str(self.folder) and len(given) == 1:
                return self.folder.name.endswith(_last(str(given[0])))
            found: object = getattr(owner, name)(*given)
            return found
        raise Unknown

    def _path_method(self, owner: PurePath, name: str, given: list[object]) -> object:
        if name in _ON_DISK and not given:
            return self._on_disk(name, str(owner))
        if name in ("resolve", "absolute"):
            self.asks = True
            return type(owner)(os.path.normpath(self.folder / owner))
        if name in _SAME and not given:
            return owner.as_posix() if name == "as_posix" else owner
        if name in ("joinpath", "with_name") and all(isinstance(a, str | PurePath) for a in given):
            return getattr(owner, name)(*given)
        raise Unknown

    def _of_elements(self, name: str, arguments: list[ast.expr]) -> object:
        elements = arguments[0]
        if name == "next":
            if isinstance(elements, ast.GeneratorExp):
                for one in self._comprehended(elements):
                    return one
                if len(arguments) == 2:
                    return self.value(arguments[1])
            raise Unknown
        if isinstance(elements, ast.GeneratorExp):
            found: Iterator[object] = self._comprehended(elements)
        else:
            found = iter(listed(self.value(elements)))
        return (any if name == "any" else all)(found)

    def _own(self, node: ast.Call) -> object:
        """What a function of the notebook gives."""
        raise Unknown


def combined(left: object, op: ast.operator, right: object) -> object:
    """What an operator makes of paths, texts or lists."""
    if isinstance(op, ast.Div) and isinstance(left, PurePath) and isinstance(right, str | PurePath):
        return left / right
    if isinstance(op, ast.Add) and isinstance(left, str) and isinstance(right, str):
        return left + right
    if isinstance(op, ast.Mult) and isinstance(left, str) and isinstance(right, int):
        return left * min(right, STEPS)
    if isinstance(op, ast.Add) and isinstance(left, list) and isinstance(right, list):
        return [*left, *right]
    raise Unknown


def listed(value: object) -> list[object]:
    """The elements of a list or tuple."""
    if isinstance(value, list | tuple):
        return list(value)
    raise Unknown


def _whole(value: object) -> int:
    if isinstance(value, int):
        return value
    raise Unknown


def _last(path: str) -> str:
    kind = PureWindowsPath if "\\" in path else PurePosixPath
    return kind(path).name
