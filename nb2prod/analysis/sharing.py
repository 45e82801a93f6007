"""Which names may lead to the same object: a graph of objects, and values that point into it."""

from collections.abc import Iterable, Mapping, Set
from dataclasses import field
from typing import Any

from nb2prod.reach import reached
from nb2prod.records import dataclass, replace


@dataclass(frozen=True, slots=True)
class Ref:
    """A value may be the object ``node``, or (``deep``) something reached through it.

    ``view``: it may be another object over the same memory.
    """

    node: int
    deep: bool = False
    view: bool = False


Value = frozenset[Ref]
FRESH: Value = frozenset()
"""The value of an expression that leads to no object which anything else leads to."""


def inside(value: Value) -> Value:
    """What may be found in the value: an element, an attribute."""
    return frozenset(replace(r, deep=True) for r in value)


def as_view(value: Value) -> Value:
    """Another object over the memory of the value."""
    return frozenset(replace(r, deep=True, view=True) for r in value)


@dataclass
class Heap:
    """Objects, from one up, with what they hold. ``holds`` maps an object to (object, view),
    ``held_by`` to (object, copied): only the contents are held, by a shallow copy.

    ``functions`` and ``instances`` are of the notebook's definitions, ``closures`` summaries of
    functions inside statements, ``free`` the names that these take from the scopes around them,
    ``streams`` the random streams that an estimator draws from;
    ``data`` are known to be plain data, ``estimators`` to be such, and the ``cloning`` among them
    fit clones of those that they hold; of ``unknown`` objects nothing is known; tensors in
    ``graph`` lead to the modules that computed them. What is found inside ``arrays`` are views;
    ``selections`` are pairs whose first object holds only what was found inside the second;
    ``tables`` hold what can change in their cells;
    ``cyclic`` objects hold themselves, ``viewing`` hold views of arrays in them; ``filtered`` are
    iterators of `filter`, with what they run over, which is all that a list of them holds.
    """

    size: int = 0
    holds: dict[int, set[tuple[int, bool]]] = field(default_factory=dict)
    held_by: dict[int, set[tuple[int, bool]]] = field(default_factory=dict)
    functions: dict[int, str] = field(default_factory=dict)
    instances: dict[int, str] = field(default_factory=dict)
    closures: dict[int, Any] = field(default_factory=dict)
    free: dict[int, frozenset[str]] = field(default_factory=dict)
    streams: dict[int, frozenset[str]] = field(default_factory=dict)
    unknown: set[int] = field(default_factory=set)
    data: set[int] = field(default_factory=set)
    estimators: set[int] = field(default_factory=set)
    cloning: set[int] = field(default_factory=set)
    graph: set[int] = field(default_factory=set)
    arrays: set[int] = field(default_factory=set)
    selections: set[tuple[int, int]] = field(default_factory=set)
    tables: set[int] = field(default_factory=set)
    cyclic: set[int] = field(default_factory=set)
    viewing: set[int] = field(default_factory=set)
    filtered: dict[int, Value] = field(default_factory=dict)

    def new(self, held: Value = FRESH, unknown: bool = False, copied: bool = False) -> Ref:
        """A new object that holds what the value leads to, or (``copied``) only its contents."""
        self.size += 1
        if unknown:
            self.unknown.add(self.size)
        ref = Ref(self.size)
        self.hold(frozenset({ref}), held, copied)
        return ref

    def hold(self, holder: Value, held: Value, copied: bool = False) -> None:
        """From now on what ``held`` leads to can be reached through ``holder``."""
        if not held:
            return
        outer = {r.node for r in holder} | self.reach(r.node for r in holder if r.deep)
        for node in outer:
            for inner in held:
                if node == inner.node:
                    self.cyclic.add(node)
                else:
                    known = self.holds.setdefault(node, set())
                    if not inner.deep:
                        self.selections.discard((node, inner.node))
                    elif not {(inner.node, False), (inner.node, True)} & known:
                        self.selections.add((node, inner.node))
                    known.add((inner.node, self.is_view(inner)))
                    self.held_by.setdefault(inner.node, set()).add((node, copied))

    def cells(self, value: Value, depth: int, of: Set[int]) -> Value:
        """Those ``of`` the objects that a table made of the value has in its cells, so deep."""
        found: set[Ref] = set()
        for ref in value:
            node = ref.node
            if not depth and node in of:
                found.add(ref)
            elif depth and not ref.deep and node in self.data - self.arrays:
                held = (
                    Ref(n, (node, n) in self.selections)
                    for n, view in self.holds.get(node, ())
                    if not view
                )
                found |= self.cells(frozenset(held), 0 if node in self.tables else depth - 1, of)
        return frozenset(found)

    def table(self, held: Value) -> Value:
        """A table with these in its cells, if there are any."""
        if not held:
            return FRESH
        ref = self.new(held)
        self.tables.add(ref.node)
        return frozenset({ref})

    def selected(self, value: Value) -> Value:
        """What is computed of tables in the value: another table with their cells, or a cell."""
        tables = self.tables and self.tables & self.all_in(value)
        held = frozenset(Ref(n, True) for each in tables for n, _ in self.holds.get(each, ()))
        return held | self.table(held)

    def is_view(self, ref: Ref) -> bool:
        """Whether the value is another object over the memory of that one, if not itself."""
        return ref.view or (ref.deep and ref.node in self.arrays)

    def traced(self, value: Value) -> Value:
        """What arithmetic keeps tied: tensors with their graph, and what lies in tables."""
        return frozenset(r for r in value if r.node in self.graph) | self.selected(value)

    def reach(self, nodes: Iterable[int]) -> set[int]:
        """The nodes and all that they hold, directly or not."""
        return _closure(nodes, self.holds)

    def holders(self, nodes: Iterable[int]) -> set[int]:
        """The nodes and all that hold them, directly or not."""
        return _closure(nodes, self.held_by)

    def all_in(self, value: Value) -> set[int]:
        """Every object that the value leads to."""
        return self.reach(r.node for r in value)

    def fitted(self, value: Value) -> set[int]:
        """The objects that change when what the value leads to is fitted."""

        def inner(found: tuple[int, bool]) -> Iterable[tuple[int, bool]]:
            node, cloned = found
            below = cloned or node in self.cloning
            return [(held, below) for held, _ in self.holds.get(node, ())]

        every = reached([(r.node, False) for r in value], inner)
        found = {n for n, cloned in every if not (cloned and n in self.estimators)}
        return (found | self.reach(r.node for r in value if r.deep)) - self.data

    def touched(self, value: Value, deep: bool) -> set[int]:
        """The objects that look different when the value is changed in place.

        With ``deep`` the change may go to what the value holds, too.
        """
        nodes = {r.node for r in value}
        changed = self.reach(r.node for r in value if deep or r.deep)
        for node in nodes - changed:
            holders = self.held_by.get(node, ())
            changed |= {outer for outer, copied in holders if not copied or node in self.cyclic}
        return nodes | self.holders(changed)

    def overlaps(self, nodes: Iterable[int]) -> set[int]:
        """What these objects hold, directly or not, and of which they hold views: arrays, or
        objects with views of something that they hold."""
        # an array of numbers holds nothing, whatever is tied to it
        below = set(reached(nodes, lambda n: [] if n in self.arrays else self.itself_in(n)))
        arrays = below & self.arrays
        if arrays:
            arrays &= set().union(*map(self.viewed, below - arrays))
        return arrays | (below & self.viewing)

    def viewed(self, node: int) -> set[int]:
        """What an object holds views of."""
        held = self.reach([node]) if node in self.viewing else set[int]()
        return held.union(n for n, view in self.holds.get(node, ()) if view)

    def itself_in(self, node: int) -> list[int]:
        """What an object holds, but for what it only holds a view of."""
        return [inner for inner, view in self.holds.get(node, ()) if not view]

    def family(self, nodes: set[int], views: bool) -> set[int]:
        """What the nodes hold, and all that holds any of it; with or without passing views."""
        if views:
            return self.holders(self.reach(nodes))

        def itself(inner: int, outer: int) -> bool:
            return (inner, False) in self.holds[outer]

        below = reached(nodes, self.itself_in)
        held_by = self.held_by
        return set(reached(below, lambda n: [o for o, _ in held_by.get(n, ()) if itself(n, o)]))


def _closure(nodes: Iterable[int], edges: Mapping[int, Iterable[tuple[int, bool]]]) -> set[int]:
    """As `reached`, for what is asked of each statement."""
    found = set(nodes)
    todo = list(found)
    while todo:
        for other, _ in edges.get(todo.pop(), ()):
            if other not in found:
                found.add(other)
                todo.append(other)
    return found
