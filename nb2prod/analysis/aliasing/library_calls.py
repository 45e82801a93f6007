"""Calls of libraries, by the tables."""

import ast
from collections.abc import Container

from nb2prod.analysis.aliasing.evaluate import Evaluator
from nb2prod.analysis.call_summary import Arguments, Summary
from nb2prod.analysis.constants.fold import UNKNOWN, fold
from nb2prod.analysis.effects.randoms import constructor_streams
from nb2prod.analysis.model import Type
from nb2prod.analysis.sharing import FRESH, Ref, Value, as_view, inside
from nb2prod.analysis.types import kinds, mutation
from nb2prod.analysis.types.mutation import Effect, Tie
from nb2prod.knowledge.effect_tables import (
    ARGUMENT_MUTATORS,
    CALLING_BUILTINS,
    CONSUMERS_OF_ITERATORS,
    COPYING_FUNCTIONS,
    FIGURE_FUNCTIONS,
    HOLDING_FUNCTIONS,
    NOT_CALLING,
    USING_ESTIMATORS,
)
from nb2prod.knowledge.lookup import at_or_below
from nb2prod.knowledge.methods import KEYWORD_MUTATORS, VIEW_NAMES

_COLLECTING = frozenset({"frozenset", "list", "set", "sorted", "tuple"})

_TABLES = {
    "pandas.DataFrame": 2,
    "pandas.DataFrame.from_dict": 2,
    "pandas.DataFrame.from_records": 2,
    "pandas.Series": 1,
}
"""How deep in what they are made of that lies which they have in their cells."""


class LibraryCaller(Evaluator):
    """What a library's functions and methods return and change; calls of the notebook's own
    functions are left to a subclass."""

    def run_unit(self, unit: str, arguments: Arguments) -> Value:
        """The value of a call of a function of the notebook."""
        raise NotImplementedError

    def reach_unit(self, unit: str) -> None:
        """A function of the notebook may be called."""
        raise NotImplementedError

    def apply(self, summary: Summary, arguments: Arguments) -> Value:
        """The value of a call of what has this summary."""
        raise NotImplementedError

    def is_of_library(self, name: str) -> bool:
        """Whether a method that is none of the notebook's classes can only be a library's, and
        one that leaves its arguments alone."""
        whole = self.world.whole
        return whole.libraries and name not in whole.stored and not mutation.may_change(name)

    def method_result(
        self,
        node: ast.Call,
        name: str,
        kind: Type | None,
        receiver: Value,
        arguments: Arguments,
        effect: Effect,
    ) -> Value:
        """What a library's method returns leads to."""
        for keyword, value in arguments.keywords:
            if keyword == "out" or (keyword == "ax" and value):
                return value
        tie = Tie.SAME if mutation.without_copy(node) else mutation.method_tie(name, kind)
        theirs = self.is_of_library(name) and name not in VIEW_NAMES
        loose = arguments.everything if effect is Effect.UNKNOWN and not theirs else FRESH
        if name == "setdefault" or (name in ("get", "pop") and arguments.positional[1:]):
            loose = arguments.everything
        if tie is Tie.NONE:
            cells = self.cells(arguments.everything, 1) if name == "assign" else FRESH
            plain = name in ("item", "tolist", "numpy")
            left = self.heap.selected(receiver) if plain else self.heap.traced(receiver)
            return left | self.heap.table(cells)
        if tie is Tie.SAME:
            return receiver | loose
        if tie is Tie.VIEW:
            assert isinstance(node.func, ast.Attribute)
            return self.lent(node.func.value) if kinds.is_frame(kind) else as_view(receiver)
        if tie is Tie.HOLDS:
            if kinds.holds_immutable(kind):
                return FRESH
            return frozenset({self.heap.new(receiver, copied=True)}) if receiver else FRESH
        if loose or receiver:
            return inside(receiver) | loose
        return FRESH

    def library(self, node: ast.Call, name: str, arguments: Arguments) -> Value:
        """A call of a library function or a builtin."""
        everything = arguments.everything
        for position in ARGUMENT_MUTATORS.get(name, ()):
            self.change_argument(node, arguments, position)
            if name.startswith(mutation.STORING_FUNCTIONS) and arguments.positional:
                self.tie(arguments.positional[0], everything)
        self.change_keywords(node, arguments, KEYWORD_MUTATORS)
        pure = mutation.is_pure_function(name)
        unknown = not pure and name not in ARGUMENT_MUTATORS and "." in name
        harmless = unknown and self.world.calls.is_harmless(node)
        if not pure and name not in ARGUMENT_MUTATORS and not harmless:
            self.change(everything)
        if name in CONSUMERS_OF_ITERATORS:
            self.consume(node, arguments)
        if name in CONSUMERS_OF_ITERATORS or name == "iter":
            self.walk_over(everything)
        builtin = "." not in name
        if not builtin or name in CALLING_BUILTINS:
            self.callbacks(FRESH, arguments)
        if name.partition(".")[0] in USING_ESTIMATORS and not mutation.is_class(name):
            self.use_streams(everything)
        if not builtin and not mutation.is_class(name) and not at_or_below(name, NOT_CALLING):
            self.escape(everything)
        else:
            self.use_members(everything, None)
        if name in FIGURE_FUNCTIONS:
            return frozenset({self.heap.new()})
        if harmless:
            return FRESH
        for keyword, value in arguments.keywords:
            if keyword == "ax" and value:
                return value
        tie = mutation.function_tie(name, node)
        streams = constructor_streams(name, node, self.env)
        if tie is Tie.HOLDS and (everything or streams):
            held = self.held_by(name, node, everything)
            types = [self.type(a) for a in node.args]
            iterates = name in HOLDING_FUNCTIONS or name.startswith("itertools.")
            rows = iterates and any(kinds.is_array(t) for t in types)  # elements are views
            copied = name in COPYING_FUNCTIONS and not rows and None not in types
            new = self.heap.new(as_view(held) if rows else held, copied=copied)
            if streams:
                self.heap.streams[new.node] = streams
            if name == "filter" and len(arguments.positional) == 2:
                self.heap.filtered[new.node] = arguments.positional[1]
            made = frozenset({new})
            self.sort(made, self.type(node))
            return made
        if name in _TABLES:
            return self.heap.table(self.cells(everything, _TABLES[name]))
        if tie is Tie.SAME:
            return everything
        if tie is Tie.INSIDE:
            return inside(everything) if self.gives_mutable(node) else FRESH
        if tie is not Tie.VIEW:
            return self.heap.traced(everything)
        tables = (argument for argument in node.args if kinds.is_frame(self.type(argument)))
        return as_view(everything).union(*map(self.lent, tables))

    def held_by(self, name: str, node: ast.Call, everything: Value) -> Value:
        """What the result of a holding function holds: nothing if that cannot change."""
        copies = name in COPYING_FUNCTIONS and node.args and not node.keywords
        fixed = kinds.holds_immutable if name in ("dict", "copy.copy") else kinds.yields_immutable
        if copies and all(fixed(self.type(a)) for a in node.args):
            return FRESH
        if name not in _COLLECTING:
            return everything
        iterables = (self.heap.filtered.get(r.node, frozenset({r})) for r in everything)
        return FRESH.union(*iterables)

    def gives_mutable(self, node: ast.Call) -> bool:
        """Whether an element of the arguments can be changed."""
        plain = not any(isinstance(a, ast.Starred) for a in node.args)
        return not (plain and all(kinds.yields_immutable(self.type(a)) for a in node.args))

    def change_argument(self, node: ast.Call, arguments: Arguments, position: int) -> None:
        if position < len(arguments.positional):
            argument = node.args[position]
            self.change(arguments.positional[position] | self.chain(argument))
        elif arguments.rest:
            self.change(arguments.rest)
        else:  # it is given by keyword, as in ``to_sql("t", con=con)``
            self.change_keywords(node, arguments)

    def change_keywords(
        self, node: ast.Call, arguments: Arguments, only: Container[str | None] | None = None
    ) -> None:
        """``random_state=rng`` draws from a generator; a number of the settings does not change."""
        fixed = {k.arg for k in node.keywords if fold(k.value, self.env) is not UNKNOWN}
        for keyword, value in arguments.keywords:
            if keyword not in fixed and (only is None or keyword in only):
                self.change(value)

    def consume(self, node: ast.Call, arguments: Arguments) -> None:
        for argument, value in zip(node.args, arguments.positional, strict=False):
            if kinds.is_iterator(self.type(argument)):
                self.change(value, deep=False)

    def callbacks(self, receiver: Value, arguments: Arguments) -> Value:
        """Functions among the arguments, or kept by the receiver, may be called with the rest."""
        around = receiver | arguments.everything
        return self.called_back(around, around)

    def called_back(self, functions: Value, arguments: Value) -> Value:
        """What functions in the one value give when they are called with parts of the other."""
        results: Value = FRESH
        for each in sorted(self.heap.all_in(functions)):
            unit, closure = self.heap.functions.get(each), self.heap.closures.get(each)
            key = unit or each
            if unit is None and closure is None:
                self.happened.called.add(each)
                continue
            if key in self.running:
                continue
            if unit is not None and self.world.is_class(unit):
                continue
            summary = self.world.summary(unit) if unit else closure
            if unit:
                self.reach_unit(unit)
            if summary is not None:
                self.running.add(key)
                results |= self.apply(summary, Arguments(rest=inside(arguments)))
                self.running.discard(key)
        return results

    def escape(self, value: Value) -> None:
        """Instances of notebook classes given to a library: it may call any method."""
        starts = {r.node for r in value} - self.heap.graph  # what was computed calls no method
        nodes = self.heap.reach(starts) - {r.node for r in value if r.deep}
        found: dict[str, set[Ref]] = {}
        for node in nodes:
            if cls := self.heap.instances.get(node):
                found.setdefault(cls, set()).add(Ref(node))
        for cls, receivers in found.items():
            for unit in self.world.all_methods(cls):
                if unit.rpartition(".")[2] != "__init__":
                    self.run_unit(unit, Arguments((frozenset(receivers),)))
