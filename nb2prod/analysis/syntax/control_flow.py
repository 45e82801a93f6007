"""One walk through statements in the order in which Python runs them.

What the walk tracks (bound names, types, shared memory, paths of files) is its state. A subclass
says how a state is stored, how states are joined where several paths meet, and what expressions and
bindings do. The paths themselves are the same for all subclasses, and are found here.
"""

import ast
from collections.abc import Callable, Iterable, Sequence
from dataclasses import field
from typing import Generic, TypeVar

from nb2prod.analysis.syntax import scope
from nb2prod.analysis.syntax.branches import (
    constant_truth,
    irrefutable,
    may_suppress,
    provably_not_empty,
)
from nb2prod.analysis.syntax.nodes import child_nodes
from nb2prod.records import dataclass

S = TypeVar("S")
LoopNode = ast.For | ast.AsyncFor | ast.While


@dataclass
class _Loop(Generic[S]):
    """The states in which a loop's body is left by ``break`` and by ``continue``."""

    breaks: list[S] = field(default_factory=list)
    continues: list[S] = field(default_factory=list)


class ControlFlow(Generic[S]):
    """Follows statements. ``reached`` is false after a jump, where nothing runs."""

    rounds = 100
    """How often the body of a loop is followed, at most, until what is known no longer changes."""
    follows_all = False
    """Whether the part that a constant condition switches off is followed too."""

    def __init__(self) -> None:
        self.reached = True
        self.loops: list[_Loop[S]] = []
        self._watched: list[list[S]] = []

    # what a subclass says

    def mark(self) -> S:
        """The state here, which later steps do not change."""
        raise NotImplementedError

    def resume(self, state: S) -> None:
        """Go on from a state, which nobody else has any more."""
        raise NotImplementedError

    def meet(self, states: Sequence[S]) -> S:
        """What holds whichever of the states (at least one) was the case: a state of its own."""
        raise NotImplementedError

    def simple(self, node: ast.stmt) -> None:
        """A statement that has no other statements inside, and is no jump out of a loop."""
        raise NotImplementedError

    def define(self, node: scope.DefNode | ast.ClassDef) -> None:
        """A definition inside a statement."""
        raise NotImplementedError

    def loop_over(self, node: ast.For | ast.AsyncFor) -> Callable[[], object]:
        """Evaluate what a loop runs over; gives what binds the target to its next element."""
        raise NotImplementedError

    def enter(self, item: ast.withitem) -> None:
        """Evaluate a context manager and bind what it gives."""
        raise NotImplementedError

    def catch(self, name: str) -> None:
        """Bind the exception that a handler has caught."""
        raise NotImplementedError

    def release(self, name: str) -> None:
        """Delete the name of the exception again."""

    def subject(self, node: ast.expr) -> Callable[[ast.match_case], object]:
        """Evaluate what ``match`` looks at; gives what binds the names of a case's pattern."""
        raise NotImplementedError

    def test(self, node: ast.expr) -> None:
        """Evaluate a condition."""
        self.expression(node)

    def suppresses(self, manager: ast.expr) -> bool:
        """Whether a context manager may end its block at an exception and go on after it."""
        return may_suppress(manager)

    def stepped(self, node: ast.stmt) -> None:
        """A statement of a block is done."""

    def widened(self, node: LoopNode, start: S, ends: Sequence[S], done: int) -> S | None:
        """The state in which a loop's next round starts; None where it is that of the last."""
        again = self.meet([start, *ends])
        return None if again == start else again

    # blocks

    def block(self, nodes: Iterable[ast.stmt]) -> None:
        """Statements one after the other; what stands after a jump never runs."""
        for node in nodes:
            if not self.reached:
                return
            self.statement(node)
            self.stepped(node)
            # an exception may come after any statement, in blocks further in as well
            if self._watched and self.reached:
                state = self.mark()
                for states in self._watched:
                    states.append(state)

    def statement(self, node: ast.stmt) -> None:
        """One statement."""
        handler = getattr(self, f"on_{type(node).__name__}", self.simple)
        handler(node)

    def leave(self) -> None:
        """A jump: nothing runs after it in its block."""
        self.reached = False

    def here(self) -> list[S]:
        """The state here, if this is reached."""
        return [self.mark()] if self.reached else []

    def join(self, states: Sequence[S]) -> None:
        """Go on where these ways meet; where there is none, nothing runs."""
        self.reached = bool(states)
        if states:
            self.resume(self.meet(states))

    def guarded(self, follow: Callable[[], object]) -> list[S]:
        """Follow what an exception may end: the states in which it may do so."""
        states = [self.mark()]
        self._watched.append(states)
        follow()
        self._watched.pop()
        return states

    # expressions

    def expression(self, node: ast.AST) -> None:
        """Evaluate an expression, or what is part of one."""
        match node:
            case ast.NamedExpr():
                self.expressions([node.value, node.target])
            case ast.BoolOp(values=[first, *rest]):
                self.expression(first)
                self.maybe(rest)
            case ast.Compare(left=left, comparators=[first, *rest]):
                self.expressions([left, first])
                self.maybe(rest)
            case ast.IfExp():
                self.expression(node.test)
                self.maybe([node.body])
                self.maybe([node.orelse])
            case _:
                self.expressions(child_nodes(node))

    def expressions(self, nodes: Iterable[ast.AST | None]) -> None:
        """Those that are there, in the order of evaluation."""
        for node in nodes:
            if node is not None:
                self.expression(node)

    def maybe(self, nodes: Iterable[ast.AST]) -> None:
        """Expressions of which none may be evaluated, or the first ones."""
        for node in nodes:
            start = self.mark()
            self.expression(node)
            # after each: `a and b and c` may stop at any of them
            self.resume(self.meet([start, self.mark()]))

    # statements

    def on_FunctionDef(self, node: scope.DefNode | ast.ClassDef) -> None:
        self.define(node)

    on_AsyncFunctionDef = on_ClassDef = on_FunctionDef

    def on_Return(self, node: ast.Return) -> None:
        self.simple(node)
        self.leave()

    def on_Raise(self, node: ast.Raise) -> None:
        self.simple(node)
        self.leave()

    def on_Break(self, node: ast.Break) -> None:
        if self.loops:
            self.loops[-1].breaks.append(self.mark())
        self.leave()

    def on_Continue(self, node: ast.Continue) -> None:
        if self.loops:
            self.loops[-1].continues.append(self.mark())
        self.leave()

    def on_If(self, node: ast.If) -> None:
        self.test(node.test)
        truth = constant_truth(node.test)
        taken, other = (node.orelse, node.body) if truth is False else (node.body, node.orelse)
        start = self.mark()
        if truth is None:
            self.block(taken)
            ends = self.here()
            self.join([start])
            self.block(other)
            self.join([*ends, *self.here()])
            return
        if self.follows_all:
            self.block(other)
            self.join([start])
        self.block(taken)

    def on_For(self, node: ast.For | ast.AsyncFor) -> None:
        self.loop(node, self.loop_over(node), provably_not_empty(node.iter))

    on_AsyncFor = on_For

    def on_While(self, node: ast.While) -> None:
        self.loop(node, lambda: self.test(node.test), at_least_once=False)

    def loop(self, node: LoopNode, head: Callable[[], object], at_least_once: bool) -> None:
        """Follow a loop whose rounds each begin with `head`."""
        start = self.mark()
        for done in range(1, self.rounds + 1):
            # jumps of earlier rounds are forgotten: the last starts from all that those have led to
            loop = _Loop[S]()
            self.loops.append(loop)
            head()
            # `while` ends after its test, which may bind; `for` before it binds another element
            tested = self.mark() if isinstance(node, ast.While) else start
            self.block(node.body)
            self.loops.pop()
            ends = [*self.here(), *loop.continues]
            again = self.widened(node, start, ends, done) if done < self.rounds else None
            if again is None:
                break
            start = again
            self.join([start])
        if isinstance(node, ast.While):
            # `while True` ends by `break` only
            over = [] if constant_truth(node.test) is True else [tested]
        else:
            over = ends if at_least_once else [start, *ends]
        self.join(over)
        self.block(node.orelse)
        self.join([*self.here(), *loop.breaks])

    def on_With(self, node: ast.With | ast.AsyncWith) -> None:
        for item in node.items:
            self.enter(item)
        if any(self.suppresses(item.context_expr) for item in node.items):
            states = self.guarded(lambda: self.block(node.body))
            self.join([*self.here(), *states])
        else:
            self.block(node.body)

    on_AsyncWith = on_With

    def on_Try(self, node: ast.Try | ast.TryStar) -> None:
        if not node.finalbody:
            self._handled(node)
            return
        states = self.guarded(lambda: self._handled(node))
        ends = self.here()
        self.join(states)  # the last part runs after a jump and an exception too
        self.block(node.finalbody)
        self.join(ends)
        self.block(node.finalbody)

    def _handled(self, node: ast.Try | ast.TryStar) -> None:
        # without `else`: what it raises these handlers do not catch
        raised = self.guarded(lambda: self.block(node.body))
        self.block(node.orelse)
        ends = self.here()
        for handler in node.handlers:
            self.join(raised)
            self.expressions([handler.type])
            if handler.name:
                self.catch(handler.name)
            self.block(handler.body)
            if handler.name and self.reached:
                self.release(handler.name)
            ends += self.here()
        self.join(ends)

    on_TryStar = on_Try

    def on_Match(self, node: ast.Match) -> None:
        bind_names = self.subject(node.subject)
        ends: list[S] = []
        exhaustive = False
        for case in node.cases:
            start = self.mark()
            bind_names(case)
            if case.guard:
                self.test(case.guard)
            tried = self.mark()
            self.block(case.body)
            ends += self.here()
            exhaustive |= case.guard is None and irrefutable(case.pattern)
            self.join([start, tried])  # a pattern that does not match may have bound names
        self.join(ends if exhaustive else [*ends, *self.here()])
