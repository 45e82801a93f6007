"""Reads and bindings of module-level statements, with the flow inside them."""

import ast
from collections.abc import Callable, Iterable, Sequence

from nb2prod.analysis.syntax import scope
from nb2prod.analysis.syntax.branches import deleted_somewhere
from nb2prod.analysis.syntax.control_flow import ControlFlow
from nb2prod.analysis.syntax.nodes import all_nodes, child_nodes, holds, of_tree
from nb2prod.records import dataclass

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
    inner = deferred and any(holds(node, _LATER) for node in nodes)
    return _flow_of(tuple(nodes), inner)


_LATER = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)


@of_tree
def _flow_of(nodes: tuple[ast.stmt, ...], deferred: bool) -> Flow:
    walker = _Walker(deferred, deleted_somewhere(nodes))
    walker.block(nodes)
    end = walker.bound
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
    ends = [*walker.here(), *walker.returns]
    found = walker.meet(ends) if ends else frozenset[str]()
    return frozenset(name for name in found if name[0] not in _MARKS)


class _Walker(ControlFlow[Bound]):
    """``bound`` are the names that every path to the current point has bound.

    ``deleted`` are all the names that the statements delete anywhere.
    """

    def __init__(self, deferred: bool, deleted: Iterable[str] = ()) -> None:
        super().__init__()
        self.deferred = deferred
        self.bound: Bound = frozenset(m + name for name in deleted for m in (_OUT, _HERE))
        self.reads: set[str] = set()
        self.may_bind: set[str] = set()
        self.deletes: set[str] = set()
        self.forgotten: set[str] = set()
        self.class_bound: list[set[str]] = []
        self.returns: list[Bound] = []

    def mark(self) -> Bound:
        return self.bound

    def resume(self, state: Bound) -> None:
        self.bound = state

    def meet(self, states: Sequence[Bound]) -> Bound:
        return frozenset.intersection(*states)

    # names

    def read(self, name: str, from_function: bool = False) -> None:
        hidden = not from_function and self.class_bound and name in self.class_bound[-1]
        if name not in self.bound and not hidden:
            self.reads.add(name)

    def bind(self, name: str, on_every_path: bool = True) -> None:
        if self.class_bound:
            self.class_bound[-1].add(name)
            return
        self.may_bind.add(name)
        if on_every_path:
            self.bound = (self.bound | {name, _HERE + name}) - {_GONE + name, _OUT + name}
        else:
            self.bound -= {_OUT + name}

    # statements

    def simple(self, node: ast.stmt) -> None:
        self.expressions(child_nodes(node))

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
            for child in all_nodes(target):
                if isinstance(child, ast.Name) and isinstance(child.ctx, ast.Del):
                    self.forget(child.id)
            self.expression(target)

    def forget(self, name: str) -> None:
        if self.class_bound:
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

    def define(self, node: scope.DefNode | ast.ClassDef) -> None:
        if isinstance(node, ast.ClassDef):
            own = scope.type_parameters(node)
            known = self.reads & own
            self.expressions(scope.header(node))
            self.class_bound.append({"__name__", "__qualname__", "__module__", *own})
            self.block(node.body)
            self.class_bound.pop()
            self.reads -= own - known
        else:
            self.function(node)
        self.bind(node.name)

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

    def on_Return(self, node: ast.Return) -> None:
        super().on_Return(node)
        self.returns.append(self.bound)

    def loop_over(self, node: ast.For | ast.AsyncFor) -> Callable[[], object]:
        self.expression(node.iter)
        return lambda: self.target(node.target)

    def enter(self, item: ast.withitem) -> None:
        self.expression(item.context_expr)
        if item.optional_vars:
            self.target(item.optional_vars)

    def catch(self, name: str) -> None:
        self.bind(name)

    def release(self, name: str) -> None:
        self.bound = (self.bound - {name}) | {_OUT + name}

    def subject(self, node: ast.expr) -> Callable[[ast.match_case], object]:
        self.expression(node)
        return self.pattern

    def pattern(self, case: ast.match_case) -> None:
        self.expression(case.pattern)
        for name in scope.pattern_names(case.pattern):
            self.bind(name)

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
                self.expressions(child_nodes(node))

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
            case _:
                super().expression(node)
