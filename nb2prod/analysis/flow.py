"""Reads and bindings of module-level statements, with the flow inside them."""

import ast
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from nb2prod.analysis import scope
from nb2prod.analysis.branches import (
    constant_truth,
    deleted_somewhere,
    irrefutable,
    may_suppress,
    provably_not_empty,
)

Bound = frozenset[str]
"""Names that every path has bound; with ``_GONE`` before them, those that it has deleted, with
``_OUT`` those that it has not bound, or not since it deleted them, and with ``_HERE`` those that
it has not deleted, or bound again since (these two of names that are deleted somewhere)."""

_GONE, _OUT, _HERE = "~", "=", "!"
_MARKS = (_GONE, _OUT, _HERE)


@dataclass(frozen=True, slots=True)
class Flow:
    """Names of a statement at module level; ``may_delete`` are deleted on some paths only.

    ``unsettled`` are deleted somewhere, and not bound again on every path.
    """

    reads: frozenset[str]
    binds: frozenset[str]
    may_bind: frozenset[str]
    deletes: frozenset[str]
    may_delete: frozenset[str] = frozenset()
    unsettled: frozenset[str] = frozenset()


def flow_of(nodes: Sequence[ast.stmt], deferred: bool = False) -> Flow:
    """What the statements read and bind, one after the other.

    With ``deferred`` the bodies of functions are left out, as they run only when called;
    otherwise what they read counts as read, as they may be called at once.
    """
    walker = _Walker(deferred, deleted_somewhere(nodes))
    walker.block(nodes)
    end = walker.bound if walker.bound is not None else walker.last_bound
    gone = frozenset(name for name in walker.deletes if _GONE + name in end)
    binds = frozenset(name for name in end if name[0] not in _MARKS)
    may_bind = frozenset(name for name in walker.may_bind if _OUT + name not in end)
    return Flow(
        frozenset(walker.reads),
        binds,
        may_bind,
        gone,
        frozenset(walker.deletes) - gone,
        frozenset(name for name in walker.forgotten if _HERE + name not in end),
    )


def bound_by_call(body: Sequence[ast.stmt]) -> frozenset[str]:
    """The names that a function's body has bound wherever it returns."""
    walker = _Walker(deferred=True)
    walker.block(body)
    found = _meet([walker.bound, *walker.returns]) or frozenset()
    return frozenset(name for name in found if name[0] not in _MARKS)


def _meet(states: Iterable[Bound | None]) -> Bound | None:
    """Names bound on every path; None stands for a point that no path reaches."""
    result: Bound | None = None
    for state in states:
        if state is not None:
            result = state if result is None else result & state
    return result


@dataclass
class _Loop:
    breaks: list[Bound]
    continues: list[Bound]


class _Walker:
    """``bound`` are the names that every path to the current point has bound.

    ``deleted`` are all the names that the statements delete anywhere.
    """

    def __init__(self, deferred: bool, deleted: Iterable[str] = ()) -> None:
        self.deferred = deferred
        self.bound: Bound | None = frozenset(m + name for name in deleted for m in (_OUT, _HERE))
        self.last_bound: Bound = frozenset()
        self.reads: set[str] = set()
        self.may_bind: set[str] = set()
        self.deletes: set[str] = set()
        self.forgotten: set[str] = set()
        self.loops: list[_Loop] = []
        self.class_bound: list[set[str]] = []
        self.returns: list[Bound] = []

    # names

    def read(self, name: str, from_function: bool = False) -> None:
        if self.bound is None or name in self.bound:
            return
        if not from_function and self.class_bound and name in self.class_bound[-1]:
            return
        self.reads.add(name)

    def bind(self, name: str, on_every_path: bool = True) -> None:
        if self.bound is None:
            return
        if self.class_bound:
            self.class_bound[-1].add(name)
            return
        self.may_bind.add(name)
        if on_every_path:
            self.bound = (self.bound | {name, _HERE + name}) - {_GONE + name, _OUT + name}
        else:
            self.bound -= {_OUT + name}

    def leave(self) -> None:
        if self.bound is not None:
            self.last_bound = self.bound
        self.bound = None

    # statements

    def block(self, nodes: Sequence[ast.stmt]) -> None:
        for node in nodes:
            self.statement(node)

    def statement(self, node: ast.stmt) -> None:
        handler = getattr(self, f"on_{type(node).__name__}", None)
        if handler:
            handler(node)
        else:
            self.expressions(ast.iter_child_nodes(node))

    def on_Assign(self, node: ast.Assign) -> None:
        self.expression(node.value)
        for target in node.targets:
            self.target(target)

    def on_AnnAssign(self, node: ast.AnnAssign) -> None:
        if node.value:
            self.expression(node.value)
        self.expression(node.annotation)
        if node.value or not isinstance(node.target, ast.Name):
            self.target(node.target)

    def on_AugAssign(self, node: ast.AugAssign) -> None:
        if isinstance(node.target, ast.Name):
            self.read(node.target.id)
        self.expression(node.value)
        self.target(node.target)

    def on_TypeAlias(self, node: ast.stmt) -> None:
        name = getattr(node, "name")  # noqa: B009  (Python 3.12)
        self.bind(name.id)

    def on_Delete(self, node: ast.Delete) -> None:
        for target in node.targets:
            for child in ast.walk(target):
                if isinstance(child, ast.Name) and isinstance(child.ctx, ast.Del):
                    self.forget(child.id)
            self.expression(target)

    def forget(self, name: str) -> None:
        if self.bound is None or self.class_bound:
            return
        if name not in self.bound:
            self.deletes.add(name)
        self.forgotten.add(name)
        self.bound = (self.bound - {name, _HERE + name}) | {_GONE + name, _OUT + name}

    def on_Import(self, node: ast.Import | ast.ImportFrom) -> None:
        for alias in node.names:
            if alias.name != "*":
                self.bind(scope.imported_name(alias))

    on_ImportFrom = on_Import

    def on_FunctionDef(self, node: scope.DefNode) -> None:
        self.function(node)
        self.bind(node.name)

    on_AsyncFunctionDef = on_FunctionDef

    def function(self, node: scope.FunctionNode) -> None:
        own = scope.type_parameters(node)
        known = self.reads & own
        self.expressions(scope.header(node))
        self.reads -= own - known
        free = scope.free_names(node)
        if not self.deferred:
            for name in free.reads:
                self.read(name, from_function=True)
            for name in free.writes:
                self.bind(name, on_every_path=False)

    def on_ClassDef(self, node: ast.ClassDef) -> None:
        own = scope.type_parameters(node)
        known = self.reads & own
        self.expressions(scope.header(node))
        self.class_bound.append({"__name__", "__qualname__", "__module__", *own})
        self.block(node.body)
        self.class_bound.pop()
        self.reads -= own - known
        self.bind(node.name)

    def on_Return(self, node: ast.Return) -> None:
        self.expressions(ast.iter_child_nodes(node))
        if self.bound is not None:
            self.returns.append(self.bound)
        self.leave()

    def on_Raise(self, node: ast.Raise) -> None:
        self.expressions(ast.iter_child_nodes(node))
        self.leave()

    def on_Break(self, node: ast.Break) -> None:
        if self.bound is not None and self.loops:
            self.loops[-1].breaks.append(self.bound)
        self.leave()

    def on_Continue(self, node: ast.Continue) -> None:
        if self.bound is not None and self.loops:
            self.loops[-1].continues.append(self.bound)
        self.leave()

    def on_If(self, node: ast.If) -> None:
        self.expression(node.test)
        truth = constant_truth(node.test)
        if truth is not None:
            self.block(node.body if truth else node.orelse)
            return
        before = self.bound
        self.block(node.body)
        after_body, self.bound = self.bound, before
        self.block(node.orelse)
        self.bound = _meet([after_body, self.bound])

    def on_For(self, node: ast.For | ast.AsyncFor) -> None:
        self.expression(node.iter)
        before = self.bound
        loop = _Loop([], [])
        self.loops.append(loop)
        self.target(node.target)
        self.block(node.body)
        self.loops.pop()
        ends = [self.bound, *loop.continues]
        self.bound = _meet(ends if provably_not_empty(node.iter) else [before, *ends])
        self.block(node.orelse)
        self.bound = _meet([self.bound, *loop.breaks])

    on_AsyncFor = on_For

    def on_While(self, node: ast.While) -> None:
        self.expression(node.test)
        tested = self.bound
        loop = _Loop([], [])
        self.loops.append(loop)
        self.block(node.body)
        self.loops.pop()
        endless = constant_truth(node.test) is True
        self.bound = None if endless else _meet([tested, self.bound, *loop.continues])
        self.block(node.orelse)
        self.bound = _meet([self.bound, *loop.breaks])

    def on_With(self, node: ast.With | ast.AsyncWith) -> None:
        for item in node.items:
            self.expression(item.context_expr)
            if item.optional_vars:
                self.target(item.optional_vars)
        before = self.bound
        self.block(node.body)
        if any(may_suppress(item.context_expr) for item in node.items):
            self.bound = _meet([before, self.bound]) if self.bound is not None else before

    on_AsyncWith = on_With

    def on_Try(self, node: ast.Try) -> None:
        before = self.bound
        self.block(node.body)
        self.block(node.orelse)
        ends = [self.bound]
        changed = self.forgotten | {_HERE + name for name in self.forgotten}
        changed |= {_OUT + name for name in self.may_bind}
        start = None if before is None else before - changed
        for handler in node.handlers:
            self.bound = start
            self.handler(handler)
            ends.append(self.bound)
        after = _meet(ends)
        if node.finalbody:
            self.bound = start
            self.block(node.finalbody)
            end, first = self.bound or frozenset(), start or frozenset()
            after = None if after is None or self.bound is None else after - (first - end)
            if after is not None:
                after = (after | (end - first)) - {n[1:] for n in end - first if n[0] == _GONE}
        self.bound = after

    on_TryStar = on_Try

    def handler(self, node: ast.ExceptHandler) -> None:
        if node.type:
            self.expression(node.type)
        if node.name:
            self.bind(node.name)
        self.block(node.body)
        if node.name and self.bound is not None:
            self.bound = (self.bound - {node.name}) | {_OUT + node.name}

    def on_Match(self, node: ast.Match) -> None:
        self.expression(node.subject)
        before = self.bound
        ends: list[Bound | None] = []
        exhaustive = False
        for case in node.cases:
            self.bound = before
            self.expression(case.pattern)
            for name in scope.pattern_names(case.pattern):
                self.bind(name)
            if case.guard:
                self.expression(case.guard)
            self.block(case.body)
            ends.append(self.bound)
            exhaustive |= case.guard is None and irrefutable(case.pattern)
        self.bound = _meet(ends if exhaustive else [*ends, before])

    # expressions

    def target(self, node: ast.expr) -> None:
        match node:
            case ast.Name():
                self.bind(node.id)
            case ast.Tuple() | ast.List():
                for element in node.elts:
                    self.target(element)
            case ast.Starred():
                self.target(node.value)
            case _:
                self.expressions(ast.iter_child_nodes(node))

    def expressions(self, nodes: Iterable[ast.AST]) -> None:
        for node in nodes:
            self.expression(node)

    def expression(self, node: ast.AST) -> None:
        match node:
            case ast.Name():
                if isinstance(node.ctx, ast.Load):
                    self.read(node.id)
            case ast.NamedExpr():
                self.expression(node.value)
                self.bind(node.target.id)
            case ast.Lambda():
                self.function(node)
            case ast.ListComp() | ast.SetComp() | ast.DictComp() | ast.GeneratorExp():
                self.expression(node.generators[0].iter)
                reads, walrus = scope.comprehension_names(node)
                for name in reads:
                    self.read(name, from_function=True)
                for name in walrus:
                    self.bind(name, on_every_path=False)
            case ast.BoolOp():
                self.expression(node.values[0])
                self.maybe(node.values[1:])
            case ast.IfExp():
                self.expression(node.test)
                self.maybe([node.body])
                self.maybe([node.orelse])
            case ast.Compare() if len(node.comparators) > 1:
                self.expressions([node.left, node.comparators[0]])
                self.maybe(node.comparators[1:])
            case ast.stmt():
                self.statement(node)
            case _:
                self.expressions(ast.iter_child_nodes(node))

    def maybe(self, nodes: Sequence[ast.expr]) -> None:
        """Expressions that are evaluated on some paths only."""
        before = self.bound
        self.expressions(nodes)
        self.bound = _meet([before, self.bound])
