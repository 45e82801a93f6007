"""The names of a scope while its statements are followed, and what has happened to them."""

import ast
import sys
from dataclasses import field
from typing import Protocol

from nb2prod.analysis.aliasing.whole import Whole
from nb2prod.analysis.call_keys import UnknownCalls
from nb2prod.analysis.call_summary import Summary
from nb2prod.analysis.environment import BUILTINS, Environment
from nb2prod.analysis.model import Type
from nb2prod.analysis.sharing import FRESH, Heap, Ref, Value
from nb2prod.analysis.types import kinds
from nb2prod.analysis.types.infer import type_of
from nb2prod.records import dataclass


class World(Protocol):
    """What a frame asks about the notebook's definitions."""

    whole: Whole
    calls: UnknownCalls

    def summary(self, unit: str) -> Summary | None:
        """The summary of a function or method."""

    def methods(self, cls: str, name: str) -> tuple[str, ...]:
        """The methods that ``name`` on an instance of the class may run."""

    def methods_named(self, name: str) -> tuple[str, ...]:
        """The methods of this name of any class."""

    def all_methods(self, cls: str) -> tuple[str, ...]:
        """All methods that an instance of the class has from the notebook."""

    def is_class(self, name: str) -> bool:
        """Whether the definition is a class."""

    def is_module(self, cls: str) -> bool:
        """Whether the class derives from a neural network library's."""


@dataclass
class Happened:
    """What the statements followed so far do. ``changed`` objects: True if perhaps deep inside.

    ``called``: objects whose functions may have been; ``found``: objects of names that nothing has
    bound before; ``events``: objects that look
    different by one and the same change.
    """

    changed: dict[int, bool] = field(default_factory=dict)
    found: set[int] = field(default_factory=set)
    fitted: set[int] = field(default_factory=set)
    iterated: set[int] = field(default_factory=set)
    called: set[int] = field(default_factory=set)
    units: set[str] = field(default_factory=set)
    direct: set[str] = field(default_factory=set)
    draws: set[str] = field(default_factory=set)
    events: set[frozenset[int]] = field(default_factory=set)
    aliases: set[tuple[int, int]] = field(default_factory=set)


class Frame:
    """Names to values. ``local`` are the names that belong to this frame; None: all of them.

    ``earlier`` are the values that names had before the statement, or the body, that binds them;
    ``running`` the functions that others call back at the moment, ``receivers`` the values of
    expressions whose attribute, item or method is being taken.
    """

    def __init__(
        self,
        heap: Heap,
        env: Environment,
        world: World,
        outer: "Frame | None" = None,
        local: frozenset[str] | None = None,
    ) -> None:
        self.heap = heap
        self.env = env
        self.world = world
        self.outer = outer
        self.local = local
        self.names: dict[str, Value] = {}
        self.named: dict[int, set[str]] = {}
        self.running: set[int | str] = outer.running if outer else set()
        self._happened = Happened()
        self.earlier: dict[str, Value] = {}
        self.receivers: dict[ast.expr, Value] = {}
        self.returned: set[Ref] = set()
        self.globals: dict[str, Value] = {}

    @property
    def happened(self) -> Happened:
        """What has happened, in this frame and those inside it and around it."""
        return self.outer.happened if self.outer else self._happened

    def restart(self) -> None:
        """Forget what has happened, before the next statement."""
        self._happened = Happened()
        self.earlier = {}
        self.receivers = {}

    # names

    def owner(self, name: str) -> "Frame | None":
        """The frame that has the name; None for a global seen from a function."""
        if self.local is None or name in self.local:
            return self
        return self.outer.owner(name) if self.outer else None

    def is_global(self, name: str) -> bool:
        """Whether no function or comprehension around has the name."""
        owner = self.owner(name)
        return owner is None or owner.local is None

    def lookup(self, name: str) -> Value:
        """The value of a name."""
        owner = self.owner(name)
        if owner is not None and owner.names.get(name):
            return owner.names[name]
        if owner is not None and owner.local is not None:
            return FRESH  # a local that is not bound yet on this path
        if name in self.env.definitions:
            return self.definition_value(name)
        if name in self.env.imports or (name in BUILTINS and name not in self.env.bound):
            return FRESH
        return self.unknown_name(name, owner)

    def definition_value(self, name: str) -> Value:
        """The function or class as an object."""
        ref = self.heap.new()
        self.heap.functions[ref.node] = name
        return frozenset({ref})

    def unknown_name(self, name: str, owner: "Frame | None") -> Value:
        """A name that is bound nowhere so far (a global, as seen from a function)."""
        root = self
        while root.outer:
            root = root.outer
        if owner is not None:
            value = frozenset({self.heap.new(unknown=True)})
            owner.names[name] = value
            for ref in value:
                owner.named[ref.node] = {name}
                owner.happened.found.add(ref.node)
            return value
        if name not in root.globals:
            root.globals[name] = frozenset({self.heap.new(unknown=True)})
        return root.globals[name]

    def found_inside(self, name: str) -> bool:
        """Whether the value was found in something: ``n: int = d.get("k")`` says nothing sure."""
        return any(ref.deep for ref in self.names.get(name, FRESH))

    def set_name(self, name: str, value: Value) -> None:
        """Bind a name of this frame."""
        self.earlier.setdefault(name, self.names.get(name, FRESH))
        self.put_back(name, value)

    def put_back(self, name: str, value: Value) -> None:
        """Let a name have a value that it had before."""
        before = self.names.get(name)
        if value is before:
            return
        for ref in before or FRESH:
            self.named.get(ref.node, set()).discard(name)
        for ref in value:
            self.named.setdefault(ref.node, set()).add(name)
        self.names[name] = value

    def bind(self, name: str, value: Value) -> None:
        """Bind a name as an assignment in this frame does."""
        owner = self.owner(name)
        value = value or frozenset({self.heap.new()})
        if owner is self:
            self.set_name(name, value)
        elif owner is not None:
            owner.set_name(name, owner.names.get(name, FRESH) | value)
        else:
            known = self.unknown_name(name, None)
            self.heap.hold(known, value)

    # types

    def type(self, node: ast.expr) -> Type | None:
        """The type of an expression at this point."""
        return type_of(node, self.env)

    def sort(self, value: Value, kind: Type | None) -> None:
        """Add what the type says about the objects that the value is."""
        nodes, heap = {r.node for r in value if not r.deep}, self.heap
        for holds, known in (
            (kinds.is_data, heap.data),
            (kinds.is_array, heap.arrays),
            (kinds.is_estimator, heap.estimators),
            (kinds.fits_clones, heap.cloning),
        ):
            if holds(kind):
                known |= nodes

    def array(self, node: ast.expr) -> Value:
        """A new object, if the expression is an array."""
        kind = self.type(node)
        if not kinds.is_array(kind):
            return FRESH
        value = frozenset({self.heap.new()})
        self.sort(value, kind)
        return value

    def has_libraries(self) -> bool:
        """Whether the notebook imports more than Python's own modules: it may have arrays then."""
        roots = {name.partition(".")[0] for name in self.env.imports.values()}
        return not roots <= sys.stdlib_module_names

    # what happens

    def change(self, value: Value, deep: bool = True) -> None:
        """The value is changed in place."""
        happened = self.happened
        touched = self.heap.touched(value, deep)
        happened.events.add(frozenset(touched))
        for node in touched:
            happened.changed[node] = happened.changed.get(node, False) or deep
        if not deep:
            for ref in value:
                if ref.deep:
                    happened.changed[ref.node] = True

    def tie(self, holder: Value, held: Value) -> None:
        """The first value from now on holds the second."""
        self.heap.hold(holder, held)
        self.happened.aliases |= {(a.node, b.node) for a in holder for b in held}

    def fit(self, value: Value) -> None:
        """The estimators that the value leads to are fitted: they draw random numbers."""
        root = self
        while root.outer:
            root = root.outer
        for node in self.heap.all_in(value):
            self.happened.fitted.add(node)
            if root.local is None and node in self.heap.unknown:
                self.happened.draws.add("numpy")
            self.happened.draws |= self.heap.streams.get(node, frozenset())

    def walk_over(self, value: Value) -> None:
        """The value is walked over: loaders of PyTorch draw a seed then, even if in order."""
        for node in self.heap.all_in(value):
            self.happened.iterated.add(node)
            self.happened.draws |= self.heap.streams.get(node, frozenset()) & {"torch"}

    def use_streams(self, value: Value) -> None:
        """Objects that draw when they are used are used."""
        for node in self.heap.all_in(value):
            self.happened.draws |= self.heap.streams.get(node, frozenset())
