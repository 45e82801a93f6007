"""Follows statements: names, changes in place and sharing; summaries of function bodies."""

import ast
from collections.abc import Callable, Sequence

from nb2prod.analysis.aliasing.calls import Caller
from nb2prod.analysis.aliasing.frame import Frame, World
from nb2prod.analysis.call_summary import Slot, Summary
from nb2prod.analysis.environment import Environment
from nb2prod.analysis.sharing import FRESH, Heap, Ref, Value, inside
from nb2prod.analysis.syntax import scope
from nb2prod.analysis.syntax.control_flow import ControlFlow, LoopNode
from nb2prod.analysis.syntax.nodes import child_nodes, stored
from nb2prod.analysis.types import kinds
from nb2prod.analysis.types.algebra import bind, copied
from nb2prod.analysis.types.infer import type_of
from nb2prod.analysis.types.infer_flow import Flow
from nb2prod.analysis.types.infer_follow import Following
from nb2prod.analysis.types.infer_state import loaded, merged
from nb2prod.records import dataclass, replace

_COMPOUND = (
    ast.If, ast.For, ast.AsyncFor, ast.While, ast.With, ast.AsyncWith, ast.Try, ast.TryStar,
    ast.Match,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class State:
    """The values of the names that were bound so far, and what is known of all names."""

    names: dict[str, Value]
    env: Environment


class Interpreter(Caller, ControlFlow[State]):
    """Follows the statements of one scope."""

    def __init__(
        self,
        heap: Heap,
        env: Environment,
        world: World,
        outer: Frame | None = None,
        local: frozenset[str] | None = None,
    ) -> None:
        super().__init__(heap, env, world, outer, local)
        ControlFlow.__init__(self)
        self._types = Flow(env, follow=Following())
        self.sizes: list[int] = []

    def restart(self) -> None:
        super().restart()
        self.reached = True
        self._types.touched.clear()

    @property
    def types(self) -> Flow:
        """Follows the types of names, in step."""
        self._types.env = self.env
        return self._types

    def mark(self) -> State:
        return State({name: self.names[name] for name in self.earlier}, copied(self.env))

    def resume(self, state: State) -> None:
        self.env = state.env
        for name, value in self.earlier.items():
            self.put_back(name, state.names.get(name, value))

    def meet(self, states: Sequence[State]) -> State:
        if len(states) == 1:
            return replace(states[0], env=copied(states[0].env))
        names = {
            name: frozenset[Ref]().union(*(s.names.get(name, before) for s in states))
            for name, before in self.earlier.items()
        }
        return State(names, merged([s.env for s in states], self._types.touched))

    def widened(
        self, node: LoopNode, start: State, ends: Sequence[State], done: int
    ) -> State | None:
        env = self.types.widened(node, start.env, [end.env for end in ends], done)
        again = self.meet([start, *ends])
        # the second round sees what the first put into objects; a value that moves on by one name
        # a round (`d = c; c = b; b = a`) takes a round for each
        moved = done == 1 or env is not None or self._leads(again) != self._leads(start)
        return replace(again, env=env or again.env) if moved else None

    def _leads(self, state: State) -> dict[str, tuple[set[Ref], set[int]]]:
        """What names lead to of the objects from before the loop: each round makes new ones."""
        old = self.sizes[-1]
        return {
            name: (
                {ref for ref in value if ref.node <= old},
                {node for node in self.heap.all_in(value) if node <= old},
            )
            for name, value in state.names.items()
        }

    def stepped(self, node: ast.stmt) -> None:
        if isinstance(node, (*scope.DEFS, ast.ClassDef)):
            self.types.bind(node.name, None)
        elif not isinstance(node, _COMPOUND):
            self.types.statement(node)

    def expression(self, node: ast.AST) -> None:
        if isinstance(node, ast.expr):
            self.value(node)

    def simple(self, node: ast.stmt) -> None:
        self.expressions(child_nodes(node))

    def test(self, node: ast.expr) -> None:
        super().test(node)
        self.types.test(node)

    # assignments

    def on_Assign(self, node: ast.Assign) -> None:
        value = self.value(node.value)
        # `a = b = []`: nothing else leads to the list, but these two lead to one
        if len(node.targets) > 1 and not value:
            value = frozenset({self.heap.new()})
        for target in node.targets:
            self.assign(target, value | self.inherited(target, node.value), node.value)

    def on_AnnAssign(self, node: ast.AnnAssign) -> None:
        if node.value:
            self.assign(node.target, self.value(node.value), node.value)

    def on_AugAssign(self, node: ast.AugAssign) -> None:
        kind = type_of(loaded(node.target), self.env)
        if isinstance(node.target, ast.Name) and kinds.rebinds_only(kind):
            # a new object is bound, as by `x = x + y`: a tuple holds what both tuples held
            joined = ast.BinOp(loaded(node.target), node.op, node.value)
            self.bind(node.target.id, self.value(joined))
            return
        value = self.value(node.value)
        if isinstance(node.target, ast.Name):
            old = self.lookup(node.target.id)
            self.change(old, deep=False)
            # `xs += [x]` takes the object in; an array or a frame copies numbers
            if value and not kinds.is_frame(kind) and not kinds.is_array(kind):
                self.tie(old, value)
                if kind is None:  # it may be a tuple, so that a new one is bound
                    old |= {self.heap.new(value, copied=True)}
            # `x += y` binds the object that it has changed, where it can change
            self.bind(node.target.id, old)
            return
        self.assign(node.target, value)
        if not kinds.rebinds_only(kind) and not scope.is_part(node.target):
            self.change(self.chain(loaded(node.target)))

    def on_Delete(self, node: ast.Delete) -> None:
        for target in node.targets:
            if isinstance(target, ast.Name):
                if self.owner(target.id) is self and target.id in self.names:
                    self.set_name(target.id, FRESH)
            elif isinstance(target, ast.Subscript | ast.Attribute):
                owner = self.chain(target.value)
                self.use_members(owner, ("__delitem__", "__delattr__"))
                self.change(owner, deep=False)

    def on_Import(self, node: ast.Import | ast.ImportFrom) -> None:
        for alias in node.names:
            name = scope.imported_name(alias)
            if name != "*" and self.owner(name) is self:
                self.set_name(name, FRESH)

    on_ImportFrom = on_Import

    def on_Return(self, node: ast.Return) -> None:
        self.returned |= self.value(node.value)
        self.leave()

    # compound statements

    def loop(self, node: LoopNode, head: Callable[[], object], at_least_once: bool) -> None:
        self.sizes.append(self.heap.size)
        super().loop(node, head, at_least_once)
        self.sizes.pop()

    def loop_over(self, node: ast.For | ast.AsyncFor) -> Callable[[], object]:
        bound = self.iterate(node.target, node.iter)
        types = self.types.loop_over(node)

        def head() -> None:
            for target, value in bound:
                self.assign(target, value)
            self._types.env = self.env
            types()

        return head

    def enter(self, item: ast.withitem) -> None:
        value = self.value(item.context_expr)
        self.use_members(value, ("__enter__", "__exit__", "__aenter__", "__aexit__"))
        if item.optional_vars:
            self.assign(item.optional_vars, value)
        self.types.enter(item)

    def catch(self, name: str) -> None:
        self.types.catch(name)
        if self.owner(name) is self:
            self.set_name(name, FRESH)

    def release(self, name: str) -> None:
        self.types.release(name)

    def subject(self, node: ast.expr) -> Callable[[ast.match_case], object]:
        subject = self.value(node)
        # a pattern may bind the subject, or what it found at any depth
        held = subject | inside(subject)
        types = self.types.subject(node)

        def bind_names(case: ast.match_case) -> None:
            self._types.env = self.env
            types(case)
            for name in scope.pattern_names(case.pattern):
                self.bind(name, held)

        return bind_names

    # definitions inside a statement

    def define(self, node: scope.DefNode | ast.ClassDef) -> None:
        if not isinstance(node, ast.ClassDef):
            self.bind(node.name, self.function(node))
            return
        held = self.union(scope.header(node))
        defined = [n.name for n in node.body if isinstance(n, (*scope.DEFS, ast.ClassDef))]
        frame = self.nested(frozenset([*stored(node), *defined]))
        frame.block(node.body)
        held |= frozenset().union(*frame.names.values())
        self.bind(node.name, frozenset({self.heap.new(held)}))

    def function(self, node: scope.FunctionNode) -> Value:
        held = self.union(e for e in scope.header(node))
        free = scope.free_names(node).reads
        for name in free:
            held |= self.lookup(name)
        new = self.heap.new(held)
        self.heap.free[new.node] = frozenset(n for n in free if self.is_global(n))
        # until its body has been followed: it may call itself
        self.heap.closures[new.node] = Summary()
        frame = Interpreter(
            self.heap, function_environment(node, self.env), self.world, self,
            scope.local_names(node),
        )  # fmt: skip
        nodes = frame.bind_parameters(node)
        if isinstance(node, ast.Lambda):
            frame.returned |= frame.value(node.body)
        else:
            frame.block(node.body)
        self.heap.closures[new.node] = frame.summary(node, nodes)
        return frozenset({new})

    def nested(self, local: frozenset[str]) -> "Interpreter":
        env = copied(self.env)
        for name in local:
            bind(env, name, None)
        return Interpreter(self.heap, env, self.world, self, local)

    def bind_parameters(self, node: scope.FunctionNode) -> dict[int, Slot]:
        """New objects for the parameters."""
        slots: dict[int, Slot] = {}
        for name in scope.parameter_names(node.args):
            ref = self.heap.new(unknown=True)
            self.set_name(name, frozenset({ref}))
            slots[ref.node] = Slot(name)
        return slots

    def summary(self, node: scope.FunctionNode, slots: dict[int, Slot]) -> Summary:
        """The summary after the body has been followed; for a function inside a statement."""
        changed, heap = self.happened.changed, self.heap
        # what comes from a parameter is told by its name, the rest by the object
        new = {r for r in self.returned if r.node not in slots}
        inner = heap.reach(r.node for r in new)
        seen = set().union(*map(heap.viewed, inner))
        whole = set().union(*map(heap.itself_in, inner))
        positional = [*node.args.posonlyargs, *node.args.args]
        aliases = tuple(
            (slot, other)
            for each, slot in slots.items()
            if each in heap.holds
            for part in sorted(heap.reach([each]) & slots.keys())
            if (other := slots[part]) != slot
        )
        views = tuple(
            (slot, other)
            for each, slot in slots.items()
            for part in sorted(heap.viewed(each) & slots.keys())
            for other in [slots[part]]
        )
        absorbed = tuple(
            (slot, frozenset(Ref(n, view=v) for n, v in heap.holds[each] if n not in slots))
            for each, slot in slots.items()
            if each in heap.holds
        )
        kept = tuple(
            (slot, frozenset(Ref(n) for n, _ in heap.held_by[each] if n not in slots))
            for each, slot in slots.items()
            if each in heap.held_by
        )
        return Summary(
            parameters=tuple(a.arg for a in (*positional, *node.args.kwonlyargs)),
            positional=len(positional),
            vararg=node.args.vararg.arg if node.args.vararg else None,
            kwarg=node.args.kwarg.arg if node.args.kwarg else None,
            changed=tuple((s, changed[n]) for n, s in slots.items() if n in changed),
            returned=tuple(
                (slots[r.node], r.deep or r.view)
                for r in sorted(self.returned, key=lambda r: (r.node, r.deep, r.view))
                if r.node in slots
            ),
            held=tuple(s for n, s in slots.items() if n in inner and n not in seen - whole),
            viewed=frozenset(s for n, s in slots.items() if n in seen),
            selected=frozenset(
                s
                for n, s in slots.items()
                if n in inner
                and all((o, n) in heap.selections for o, _ in heap.held_by[n] if o in inner)
            ),
            aliases=aliases,
            views=views,
            fits=tuple(s for n, s in slots.items() if n in self.happened.fitted),
            iterates=tuple(s for n, s in slots.items() if n in self.happened.iterated),
            calls=tuple(s for n, s in slots.items() if n in self.happened.called),
            captured=frozenset(new),
            absorbed=absorbed,
            kept=kept,
        )


def function_environment(node: scope.FunctionNode, env: Environment) -> Environment:
    """What is known inside a function before its body runs."""
    inner = copied(env)
    for name in scope.local_names(node):
        bind(inner, name, None)
    return inner


def summarise(
    node: scope.FunctionNode, frame: Interpreter, owner: str | None = None
) -> tuple[Summary, Environment]:
    """The summary of a top-level function or method, and what is known at the end of its body."""
    slots = frame.bind_parameters(node)
    first = next(iter(slots), None)
    # `self`: methods that it calls are those of the class
    if owner and first is not None and not scope.is_static(node):
        frame.heap.instances[first] = owner
    if isinstance(node, ast.Lambda):
        frame.returned |= frame.value(node.body)
    else:
        frame.block(node.body)
    # globals that the body looks up are its parameters too, given by the notebook
    for name, value in frame.globals.items():
        slots |= {ref.node: Slot(name, True) for ref in value}
    summary = frame.summary(node, slots)
    heap = frame.heap
    reached = heap.reach(r.node for r in summary.captured)
    instances = sorted({heap.instances[n] for n in reached if n in heap.instances})
    streams = frozenset().union(*(heap.streams.get(n, frozenset()) for n in reached))
    graph = any(r.node in heap.graph for r in summary.captured)
    return (
        replace(
            summary,
            # these are objects of the heap of the body, which nobody has any more
            captured=FRESH,
            absorbed=(),
            kept=(),
            streams=streams,
            instance=instances[0] if instances else None,
            graph=graph,
            units=frozenset(frame.happened.units),
            direct=frozenset(frame.happened.direct),
        ),
        frame.env,
    )
