"""Statements that look for a folder, such as that of the project, read and not run."""

import ast
from collections.abc import Iterator
from pathlib import PurePath
from typing import Self

from nb2prod.notebook.folder_values import STEPS, FolderValues, Unknown, combined, listed


class FolderSearch(FolderValues):
    """The values of names, through statements and the notebook's own functions.

    ``path`` is what the notebook calls ``pathlib.Path``, "" where it is not known; ``added`` are
    the calls that add to ``sys.path``, each with the folder.
    """

    path = ""

    def __init__(self, folder: PurePath, *, disk: bool = True) -> None:
        super().__init__(folder, disk=disk)
        self.added: list[tuple[ast.Call, object]] = []

    def at(self, folder: PurePath) -> Self:
        """The same values in another folder."""
        made = self.copy()
        made.folder = folder
        return made

    def forget(self, node: ast.stmt) -> None:
        """What the names hold that a statement may bind is not known any more."""
        for one in ast.walk(node):
            name = getattr(one, "asname", None) or getattr(one, "name", None)
            if isinstance(one, ast.Name) and not isinstance(one.ctx, ast.Load):
                name = one.id
            self.names.pop(name or "", None)
            self.functions.pop(name or "", None)

    def _own(self, node: ast.Call) -> object:
        """What a function of the notebook gives that only looks for a folder."""
        function = self.functions.get(node.func.id) if isinstance(node.func, ast.Name) else None
        if function is None:
            raise Unknown
        inner = self.copy()
        taken = function.args
        if taken.vararg or taken.kwarg or taken.posonlyargs:
            raise Unknown
        names = [a.arg for a in taken.args]
        defaults = dict(zip(reversed(names), reversed(taken.defaults), strict=False))
        named = zip(taken.kwonlyargs, taken.kw_defaults, strict=True)
        defaults |= {a.arg: default for a, default in named if default is not None}
        names += [a.arg for a in taken.kwonlyargs]
        given = dict(zip(names, node.args, strict=False)) | {k.arg: k.value for k in node.keywords}
        for name in names:
            if name not in given and name not in defaults:
                raise Unknown
            inner.asks = self.asks
            inner.bind(name, self.value(given.get(name) or defaults[name]))
        inner.functions = {k: v for k, v in self.functions.items() if v is not function}
        found = inner.returned(function.body)
        self.asks |= inner.asks
        self.added += inner.added
        return found

    def returned(self, body: list[ast.stmt]) -> object:
        """What a body returns."""
        try:
            self.follow(body)
        except _Return as done:
            return done.value
        return None

    def follow(self, body: list[ast.stmt]) -> None:
        """Go through statements that only look for a folder.

        Raises:
            Unknown: one of them does something else.
        """
        for node in body:
            self._statement(node)

    def _statement(self, node: ast.stmt) -> None:
        match node:
            case (
                ast.Assign(targets=[ast.Name(id=name)], value=value)
                | ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value)
            ):
                self.bind(name, self.value(value))
            case ast.AugAssign(target=ast.Name(id=name), op=op, value=value):
                self.bind(name, combined(self.value(ast.Name(name)), op, self.value(value)))
            case ast.If(test=test, body=body, orelse=other):
                self.follow(body if self.value(test) else other)
            case ast.While(test=test, body=body, orelse=[]):
                self._loop(body, (None for _ in iter(lambda: bool(self.value(test)), False)))
            case ast.For(target=ast.Name(id=name), iter=source, body=body, orelse=other):
                elements = listed(self.value(source))
                if self._loop(body, self._bound(name, elements)):
                    self.follow(other)
            case ast.Return(value=value):
                raise _Return(self.value(value) if value else None)
            case ast.Break():
                raise _Break
            case ast.Continue():
                raise _Continue
            case ast.Expr(value=ast.Call(func=func, args=[*_, folder], keywords=[]) as call) if (
                ast.unparse(func) in ("sys.path.append", "sys.path.insert")
            ):
                self.added.append((call, self.value(folder)))
            case ast.Expr(value=ast.Call(func=ast.Name(id="print"))):
                pass
            case ast.Expr(value=ast.Call(func=ast.Name(id=name)) as call) if name in self.functions:
                self.value(call)
            case ast.Pass() | ast.Import() | ast.ImportFrom() | ast.Expr(value=ast.Constant()):
                pass
            case _:
                raise Unknown

    def _bound(self, name: str, values: list[object]) -> Iterator[None]:
        for one in values:
            self.bind(name, one)
            yield

    def _loop(self, body: list[ast.stmt], turns: Iterator[None]) -> bool:
        """Whether a loop comes to its end by itself."""
        for count, _ in enumerate(turns):
            if count == STEPS:
                raise Unknown
            try:
                self.follow(body)
            except _Break:
                return False
            except _Continue:
                continue
        return True


class _Return(Exception):
    def __init__(self, value: object) -> None:
        super().__init__()
        self.value = value


class _Break(Exception):
    pass


class _Continue(Exception):
    pass
