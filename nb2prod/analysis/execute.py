"""Follows statements: names, changes in place and sharing; summaries of function bodies."""

import ast
from collections.abc import Sequence
from dataclasses import replace

from nb2prod.analysis import kinds, scope
from nb2prod.analysis.branches import constant_truth, may_suppress
from nb2prod.analysis.calls import Caller
from nb2prod.analysis.environment import Environment
from nb2prod.analysis.imports import imported
from nb2prod.analysis.infer import bound_types, type_of
from nb2prod.analysis.infer_base import bind, copied, element, unpacked
from nb2prod.analysis.name_nodes import stored
from nb2prod.analysis.sharing import FRESH, Ref, Value, inside
from nb2prod.analysis.summary import Slot, Summary


class Interpreter(Caller):
    """Follows the statements of one scope."""

    def block(self, nodes: Sequence[ast.stmt]) -> None:
        """Statements one after the other; what is known of names moves on with them."""
        for node in nodes:
            self.statement(node)
            advance(node, self.env)

    def statement(self, node: ast.stmt) -> None:
        """One statement."""
        handler = getattr(self, f"on_{type(node).__name__}", None)
        if handler:
            handler(node)
            return
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.expr):
                self.value(child)

    # assignments

    def on_Assign(self, node: ast.Assign) -> None:
        value = self.value(node.value)
        if len(node.targets) > 1 and not value:
            value = frozenset({self.heap.new()})
        for target in node.targets:
            self.assign(target, value, node.value)

    def on_AnnAssign(self, node: ast.AnnAssign) -> None:
        if node.value:
            self.assign(node.target, self.value(node.value), node.value)

    def on_AugAssign(self, node: ast.AugAssign) -> None:
        value = self.value(node.value)
        kind = type_of(_loaded(node.target), self.env)
        if isinstance(node.target, ast.Name):
            old = self.lookup(node.target.id)
            if kinds.rebinds_only(kind):
                self.bind(node.target.id, FRESH)
                return
            self.change(old, deep=False)
            if value and not kinds.is_frame(kind) and not kinds.is_array(kind):
                self.tie(old, value)
            self.bind(node.target.id, old)
            return
        self.assign(node.target, value)
        if not kinds.rebinds_only(kind) and not scope.is_part(node.target):
            self.change(self.chain(_loaded(node.target)))

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

    # compound statements

    def on_If(self, node: ast.If) -> None:
        self.value(node.test)
        truth = constant_truth(node.test)
        if truth is not None:
            self.block(node.body if truth else node.orelse)
            return
        self.branches([node.body, node.orelse], maybe_none=False)

    def branches(self, bodies: Sequence[Sequence[ast.stmt]], maybe_none: bool) -> None:
        """One of the bodies runs, or (``maybe_none``) none."""
        results = []
        env = self.env
        for body in bodies:
            self.env = copied(env)
            with self.branch() as result:
                self.block(body)
            results.append(result)
        self.env = env
        self.join(results, maybe_none)

    def loop(self, body: Sequence[ast.stmt], orelse: Sequence[ast.stmt]) -> None:
        """The body twice: what the first round leaves is seen by the second."""
        for node in body:
            for name, kind in bound_types(node, self.env).items():
                if self.env.types.get(name) != kind:
                    self.env.types.pop(name, None)
        for _ in range(2):
            self.branches([body], maybe_none=True)
        self.branches([orelse], maybe_none=True)

    def on_For(self, node: ast.For | ast.AsyncFor) -> None:
        outer = self.env
        with self.branch() as first:
            self.iterate(node.target, node.iter)
        self.join([first], maybe_none=True)
        self.env = copied(outer)
        bind_target(node.target, element(type_of(node.iter, outer)), self.env)
        self.loop(node.body, node.orelse)
        self.env = outer

    on_AsyncFor = on_For

    def on_While(self, node: ast.While) -> None:
        self.value(node.test)
        outer = self.env
        self.env = copied(outer)
        self.loop(node.body, node.orelse)
        self.value(node.test)
        self.env = outer

    def on_With(self, node: ast.With | ast.AsyncWith) -> None:
        outer = self.env
        self.env = copied(outer)
        for item in node.items:
            value = self.value(item.context_expr)
            self.use_members(value, ("__enter__", "__exit__", "__aenter__", "__aexit__"))
            if item.optional_vars:
                self.assign(item.optional_vars, value)
                bind_target(item.optional_vars, None, self.env)
        header = ast.With(items=node.items, body=[ast.Pass()])
        for name, kind in bound_types(ast.copy_location(header, node), outer).items():
            bind(self.env, name, kind)
        if any(may_suppress(item.context_expr) for item in node.items):
            self.attempt(node.body, suppressed=True)
        else:
            self.block(node.body)
        self.env = outer

    on_AsyncWith = on_With

    def on_Try(self, node: ast.Try) -> None:
        outer = self.env
        self.attempt([*node.body, *node.orelse], suppressed=bool(node.handlers))
        self.env = copied(outer)
        for part in node.body:
            advance(part, self.env)
        for handler in node.handlers:
            if handler.type:
                self.value(handler.type)
            if handler.name:
                bind(self.env, handler.name, None)
                if self.owner(handler.name) is self:
                    self.set_name(handler.name, FRESH)
        self.branches([h.body for h in node.handlers], maybe_none=True)
        self.block(node.finalbody)
        self.env = outer

    on_TryStar = on_Try

    def attempt(self, body: Sequence[ast.stmt], suppressed: bool) -> None:
        """A body that an exception may end; if ``suppressed``, the program goes on behind it."""
        passed: dict[str, Value] = {}
        self.recorders.append(passed)
        self.branches([body], maybe_none=suppressed)
        self.recorders.pop()
        if suppressed:  # an exception may leave any of the values that the body binds
            self.join([passed], maybe_none=True)

    def on_Match(self, node: ast.Match) -> None:
        subject = self.value(node.subject)
        held = subject | inside(subject)
        outer = self.env
        self.env = copied(outer)
        for case in node.cases:
            for name in scope.pattern_names(case.pattern):
                bind(self.env, name, None)
                self.bind(name, held | self.names.get(name, FRESH))  # the case may not match
            if case.guard:
                self.value(case.guard)
        self.branches([c.body for c in node.cases], maybe_none=True)
        self.env = outer

    # definitions inside a statement

    def on_FunctionDef(self, node: scope.DefNode) -> None:
        self.bind(node.name, self.function(node))

    on_AsyncFunctionDef = on_FunctionDef

    def on_ClassDef(self, node: ast.ClassDef) -> None:
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
        new = {r for r in self.returned if r.node not in slots}
        inner = heap.reach(r.node for r in new)
        positional = [*node.args.posonlyargs, *node.args.args]
        aliases = tuple(
            (slot, other)
            for each, slot in slots.items()
            if each in heap.holds
            for part in sorted(heap.reach([each]) & slots.keys())
            if (other := slots[part]) != slot
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
            held=tuple(s for n, s in slots.items() if n in inner),
            selected=frozenset(
                s
                for n, s in slots.items()
                if n in inner
                and all((o, n) in heap.selections for o, _ in heap.held_by[n] if o in inner)
            ),
            aliases=aliases,
            fits=tuple(s for n, s in slots.items() if n in self.happened.fitted),
            captured=frozenset(new),
            absorbed=absorbed,
            kept=kept,
        )


def bind_target(target: ast.expr, kind: object, env: Environment) -> None:
    """Let the names of a target stand for new values."""
    for name, part in unpacked(target, kind).items():  # type: ignore[arg-type]
        bind(env, name, part)


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
    if owner and first is not None and not _is_static(node):
        frame.heap.instances[first] = owner
    if isinstance(node, ast.Lambda):
        frame.returned |= frame.value(node.body)
    else:
        frame.block(node.body)
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


def _is_static(node: scope.FunctionNode) -> bool:
    decorators = getattr(node, "decorator_list", [])
    return any(isinstance(d, ast.Name) and d.id == "staticmethod" for d in decorators)


def advance(node: ast.stmt, env: Environment) -> None:
    """Move what is known of names past a statement inside another."""
    if isinstance(node, ast.Import | ast.ImportFrom):
        for name, qualified in imported(node):
            bind(env, name, None)
            env.imports[name] = qualified
        return
    for name, kind in bound_types(node, env).items():
        bind(env, name, kind)


def _loaded(target: ast.expr) -> ast.expr:
    """The target of ``+=`` as an expression that is read."""
    match target:
        case ast.Name():
            return ast.copy_location(ast.Name(target.id, ast.Load()), target)
        case ast.Attribute():
            return ast.copy_location(ast.Attribute(target.value, target.attr, ast.Load()), target)
        case ast.Subscript():
            return ast.copy_location(ast.Subscript(target.value, target.slice, ast.Load()), target)
    return target
