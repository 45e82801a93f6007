"""Calls: of the notebook's functions by their summaries, of libraries by `library_calls`."""

import ast
from collections.abc import Mapping

from nb2prod.analysis.aliasing.library_calls import LibraryCaller
from nb2prod.analysis.call_summary import Arguments, Slot, Summary
from nb2prod.analysis.effects.randoms import fits, may_draw
from nb2prod.analysis.model import Type
from nb2prod.analysis.sharing import FRESH, Ref, Value, as_view, inside
from nb2prod.analysis.types import kinds, mutation
from nb2prod.analysis.types.mutation import Effect
from nb2prod.knowledge.methods import (
    FITTING_METHODS,
    HOLDING_METHODS,
    KEYWORD_MUTATORS,
    METHOD_ARGUMENT_MUTATORS,
    MUTATING_METHODS,
    READING_NAMES,
)

_LIBRARIES = ("torch.", "torchvision.", "tensorflow.", "keras.")
"""Libraries whose objects may be called."""


class Caller(LibraryCaller):
    """Follows calls."""

    def call(self, node: ast.Call) -> Value:
        result, known = self.dispatch(node)
        if result or known:
            return result
        kind = self.type(node)
        return FRESH if kind else frozenset({self.heap.new(unknown=True)})

    def dispatch(self, node: ast.Call) -> tuple[Value, bool]:
        """The value of a call, and whether the callee is known."""
        name = self.env.qualified(node.func)
        if name is not None:
            arguments = self.arguments(node)
            if name == "super":
                return self.lookup("self"), True
            if name in self.env.own.functions:
                return self.apply(self.env.own.functions[name], arguments), True
            if name in self.env.own.classes:
                return self.construct_own(self.env.own.classes[name], arguments), True
            return self.library(node, name, arguments), mutation.is_pure_function(name)
        if isinstance(node.func, ast.Attribute):
            receiver = self.receiver(node.func.value)
            arguments = self.arguments(node, own=bool(self.classes(receiver)))
            return self.method(node, node.func, receiver, arguments)
        callee = self.value(node.func)
        arguments = self.arguments(node, own=True)
        called = self.use_instances(callee, ("__call__", "forward", "call"), arguments)
        kind = self.type(node.func)
        if kind == mutation.MEASURE:
            self.use_members(arguments.everything, None)
            return self.heap.traced(arguments.everything), True
        if self.is_network(callee) or (kind is not None and kind.name.startswith(_LIBRARIES)):
            return called | self.network_result(callee, arguments), True
        value, known = self.run(node, callee, arguments, kind)
        return called | value, known

    def is_network(self, value: Value) -> bool:
        """Whether the value is, or is inside, an instance of a neural network's class."""
        nodes = {r.node for r in value}
        found = {self.heap.instances[n] for n in nodes if n in self.heap.instances}
        return any(self.world.is_module(c) for c in found)

    def network_result(self, callee: Value, arguments: Arguments) -> Value:
        """What a module computes leads back to it, for the gradients."""
        new = self.heap.new(callee | arguments.everything)
        self.heap.graph.add(new.node)
        return frozenset({new})

    def arguments(self, node: ast.Call, own: bool = False) -> Arguments:
        """Evaluate the arguments; an `own` function may look at a part of an array."""
        positional: list[Value] = []
        rest: Value = FRESH
        for argument in node.args:
            if isinstance(argument, ast.Starred):
                rest |= self.elements(argument.value)
            elif rest:
                rest |= self.value(argument)
            else:
                positional.append(self.value(argument) or (self.array(argument) if own else FRESH))
        keywords = []
        for keyword in node.keywords:
            if keyword.arg is None:
                rest |= inside(self.value(keyword.value))
            else:
                keywords.append((keyword.arg, self.value(keyword.value)))
        return Arguments(tuple(positional), tuple(keywords), rest)

    # the notebook's own functions

    def run(
        self, node: ast.Call, callee: Value, arguments: Arguments, kind: Type | None
    ) -> tuple[Value, bool]:
        """Call whatever functions the value may be."""
        results: Value = FRESH
        found = False
        nodes = {r.node for r in callee if not r.deep}
        nodes |= self.heap.reach(r.node for r in callee if r.deep)
        for each in sorted(nodes):
            unit = self.heap.functions.get(each)
            closure = self.heap.closures.get(each)
            if unit and self.world.is_class(unit):
                results |= self.construct(unit, arguments)
                found = True
            elif unit:
                results |= self.run_unit(unit, arguments)
                found = True
            elif closure is not None:
                results |= self.apply(closure, arguments)
                found = True
            found |= each in self.heap.instances
        if found:
            return results, True
        everything = arguments.everything
        if kind is not None and kind.name == "type":  # made by namedtuple
            return frozenset({self.heap.new(everything)}), True
        if kind is not None and kind.name in ("functools.partial", "numpy.vectorize"):
            return self.callbacks(callee, arguments), True
        if self.world.calls.is_harmless(node):
            return FRESH, False
        self.change(everything)
        self.change(callee)
        self.happened.called |= nodes
        self.tie(inside(callee), everything)
        held = everything | callee
        new = self.heap.new(held, unknown=True)
        return inside(held) | {new}, False

    def run_unit(self, unit: str, arguments: Arguments) -> Value:
        """Call a function or method of the notebook."""
        self.reach_unit(unit)
        summary = self.world.summary(unit)
        return self.apply(summary, arguments) if summary else FRESH

    def reach_unit(self, unit: str) -> None:
        self.happened.units.add(unit)
        self.happened.direct.add(unit)

    def apply(self, summary: Summary, arguments: Arguments) -> Value:
        """Do to the arguments and the globals what the summary says; give the result."""
        bound = arguments.bind(summary)
        for parameter, name in summary.defaults:
            if not arguments.gives(summary, parameter):
                bound[parameter] = bound.get(parameter, FRESH) | self.global_value(name)
        self.happened.units |= summary.units

        def get(slot: Slot) -> Value:
            return self.global_value(slot.name) if slot.is_global else bound.get(slot.name, FRESH)

        for slot, deep in summary.changed:
            self.change(get(slot), deep)
        called = {slot.name for slot in summary.calls if not slot.is_global}
        others = [value for name, value in bound.items() if name not in called]
        for slot in summary.calls:
            self.called_back(get(slot), frozenset().union(*others))
        for slot in summary.fits:
            self.fit(get(slot))
        for slot in summary.iterates:
            self.walk_over(get(slot))
        for holder, held in summary.aliases:
            self.tie(get(holder), get(held))
        for holder, held in summary.views:
            if holder == held:
                self.heap.viewing |= {ref.node for ref in get(holder)}
            else:
                self.tie(get(holder), as_view(get(held)))
        for slot, value in summary.absorbed:
            self.tie(get(slot), value)
        for slot, value in summary.kept:
            self.tie(value, get(slot))
        values: Value = summary.captured
        for slot, deep in summary.returned:
            values |= inside(get(slot)) if deep else get(slot)
        held_value: Value = frozenset().union(
            *(inside(get(s)) if s in summary.selected else get(s) for s in summary.held),
            *(as_view(get(s)) for s in summary.viewed),
        )
        if held_value or summary.streams or summary.instance or summary.graph:
            new = self.heap.new(held_value)
            if summary.streams:
                self.heap.streams[new.node] = summary.streams
            if summary.graph:
                self.heap.graph.add(new.node)
            if summary.instance:
                self.heap.instances[new.node] = summary.instance
            values |= {new}
        return values

    def global_value(self, name: str) -> Value:
        """A global name, seen from a called function: locals here do not hide it."""
        frame: Caller | None = self
        while frame is not None and frame.local is not None:
            frame = frame.outer if isinstance(frame.outer, Caller) else None
        if frame is not None:
            return frame.lookup(name)
        if name in self.env.definitions:
            return self.definition_value(name)
        return self.unknown_name(name, None)

    def construct(self, cls: str, arguments: Arguments) -> Value:
        """Make an instance of a notebook class."""
        self.reach_unit(cls)
        new = self.heap.new(arguments.everything)
        self.heap.instances[new.node] = cls
        value = frozenset({new})
        for name in ("__new__", "__init__", "__post_init__"):
            for unit in self.world.methods(cls, name):
                self.run_unit(unit, _with_receiver(value, arguments))
        summary = self.world.summary(cls)
        if summary and summary.streams:
            self.heap.streams[new.node] = summary.streams
        return value

    def construct_own(self, methods: Mapping[str, Summary], arguments: Arguments) -> Value:
        """Make an instance of a class of one of the notebook's own modules."""
        value = frozenset({self.heap.new(arguments.everything)})
        for name in ("__init__", "__post_init__"):
            if name in methods:
                self.apply(methods[name], _with_receiver(value, arguments))
        return value

    def run_method(self, unit: str, receiver: Value, extra: Value) -> Value:
        return self.run_unit(unit, Arguments((receiver,), rest=extra))

    def use_instances(
        self, value: Value, names: tuple[str, ...] | None, arguments: Arguments
    ) -> Value:
        """Run the methods (None: all) of the notebook's classes that the value has."""
        results: Value = FRESH
        for cls in self.classes(value):
            for name in names or ():
                for unit in self.world.methods(cls, name):
                    results |= self.run_unit(unit, _with_receiver(value, arguments))
            if names is None:
                for unit in self.world.all_methods(cls):
                    self.run_unit(unit, _with_receiver(value, arguments))
        return results

    # methods

    def method(
        self, node: ast.Call, func: ast.Attribute, receiver: Value, arguments: Arguments
    ) -> tuple[Value, bool]:
        """A method call on a value."""
        kind = self.type(func.value) or self.column(func.value)
        name = func.attr
        results: Value = FRESH
        theirs_own = self.env.own.methods(name, kind)
        for summary in theirs_own:
            results |= self.apply(summary, _with_receiver(receiver, arguments))
        if theirs_own and kind is not None:
            return results, True
        units = self.methods_of(receiver, kind, name)
        for unit in units:
            results |= self.run_unit(unit, _with_receiver(receiver, arguments))
        if units and self.is_provably_own(receiver, kind):
            return results, True
        if self.is_network(receiver) and name not in MUTATING_METHODS:
            return self.network_result(receiver, arguments), True
        held = receiver if isinstance(func.value, ast.Name) else receiver | self.chain(func.value)
        effect = mutation.method_effect(name, kind, node)
        if effect is Effect.UNKNOWN and self.is_of_library(name) and name.startswith(READING_NAMES):
            effect = Effect.NONE
        theirs = effect is Effect.UNKNOWN and self.is_of_library(name)
        unknown = effect is Effect.UNKNOWN and name not in FITTING_METHODS
        if unknown and self.world.calls.is_harmless(node):
            self.callbacks(receiver, arguments)
            self.escape(arguments.everything)
            return results, False
        if name in FITTING_METHODS or theirs:
            self.change_estimators(held)
        elif effect is not Effect.NONE:
            self.change(held, deep=effect is not Effect.SHALLOW)
        if effect is Effect.UNKNOWN and not theirs and not self.is_estimator(receiver):
            self.change(arguments.everything)
        if name in HOLDING_METHODS:
            puts = self.put if kinds.takes_copies(kind) else self.tie
            puts(receiver, arguments.everything)
        for position in METHOD_ARGUMENT_MUTATORS.get(name, ()):
            self.change_argument(node, arguments, position)
        if name == "apply_gradients":  # the variables, and not the data that led to the gradients
            self.change_estimators(arguments.everything)
        self.change_keywords(node, arguments, KEYWORD_MUTATORS)
        if fits(name, kind):
            self.fit(receiver | arguments.everything)
        elif may_draw(name):
            self.use_streams(receiver)
        self.callbacks(receiver, arguments)
        self.escape(arguments.everything)
        return results | self.method_result(node, name, kind, receiver, arguments, effect), (
            effect is not Effect.UNKNOWN and kind is not None
        )

    def column(self, node: ast.expr) -> Type | None:
        """What is selected from a table counts as a column, where nothing else is known."""
        if isinstance(node, ast.Attribute | ast.Subscript):
            return Type("pandas.Series") if kinds.is_pandas(self.type(node.value)) else None
        return None

    def change_estimators(self, value: Value) -> None:
        """The value is fitted, and with it the estimators that it holds, but no plain data."""
        self.change(frozenset(Ref(ref.node) for ref in value), deep=False)
        self.happened.changed |= {ref.node: True for ref in value if ref.deep}
        for node in sorted(self.heap.fitted(value)):
            self.change(frozenset({Ref(node)}), deep=False)

    def methods_of(self, receiver: Value, kind: Type | None, name: str) -> tuple[str, ...]:
        """The notebook's methods that the call may run."""
        classes = self.classes(receiver)
        if kind is not None and kind.own_class:
            classes = classes | {kind.own_class}
        classes |= {unit for r in receiver if (unit := self.heap.functions.get(r.node)) is not None}
        if classes:
            return tuple(u for c in sorted(classes) for u in self.world.methods(c, name))
        return self.world.methods_named(name) if kind is None else ()

    def is_provably_own(self, receiver: Value, kind: Type | None) -> bool:
        """Whether the value can be nothing but an instance (or a class) of the notebook."""
        own = self.heap.instances.keys() | self.heap.functions.keys()
        return (kind is not None and bool(kind.own_class)) or (
            bool(receiver) and all(not r.deep and r.node in own for r in receiver)
        )

    def is_estimator(self, receiver: Value) -> bool:
        return any(r.node in self.heap.streams for r in receiver)


def _with_receiver(receiver: Value, arguments: Arguments) -> Arguments:
    return Arguments((receiver, *arguments.positional), arguments.keywords, arguments.rest)
