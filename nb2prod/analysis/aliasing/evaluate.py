"""Expressions: what their values lead to, and what evaluating them changes."""

import ast
from collections.abc import Iterable

from nb2prod.analysis.aliasing.frame import Frame
from nb2prod.analysis.aliasing.lending import lenders
from nb2prod.analysis.sharing import FRESH, Ref, Value, as_view, inside
from nb2prod.analysis.syntax import scope
from nb2prod.analysis.syntax.nodes import child_nodes, loaded, stored
from nb2prod.analysis.types import kinds
from nb2prod.analysis.types.algebra import bind, element, unpacked
from nb2prod.analysis.types.infer import type_of
from nb2prod.knowledge.methods import FIXED_ATTRIBUTES, VIEW_ATTRIBUTES

_CONTAINERS = frozenset({"list", "tuple", "dict", "set", "collections.Counter"})


class Evaluator(Frame):
    """Follows expressions; calls are left to a subclass."""

    def call(self, node: ast.Call) -> Value:
        """The value of a call."""
        raise NotImplementedError

    def function(self, node: scope.FunctionNode) -> Value:
        """The value of a function defined inside the statement."""
        raise NotImplementedError

    def value(self, node: ast.expr | None) -> Value:
        """Evaluate an expression; values that cannot change lead to nothing."""
        if node is None or isinstance(node, ast.Constant):
            return FRESH
        result = self.evaluate(node)
        if result and not isinstance(node, ast.Lambda) and kinds.is_immutable(self.type(node)):
            return FRESH
        return result

    def evaluate(self, node: ast.expr) -> Value:
        handler = getattr(self, f"value_of_{type(node).__name__}", None)
        if handler:
            result: Value = handler(node)
            return result
        for child in child_nodes(node):
            if isinstance(child, ast.expr):
                self.value(child)
        return FRESH

    def union(self, nodes: Iterable[ast.expr]) -> Value:
        """All the values in one."""
        return frozenset().union(*(self.value(n) for n in nodes))

    def holding(self, nodes: Iterable[ast.expr]) -> Value:
        """A new container of the values."""
        held = self.union(nodes)
        if not held:
            return FRESH
        new = self.heap.new(held)
        self.heap.data.add(new.node)
        return frozenset({new})

    # kinds of expression

    def value_of_Name(self, node: ast.Name) -> Value:
        return self.lookup(node.id)

    def value_of_Attribute(self, node: ast.Attribute) -> Value:
        if self.env.qualified(node):
            return FRESH
        owner = self.receiver(node.value)
        kind = self.type(node.value)
        self.use_members(owner, (node.attr,))
        if node.attr in FIXED_ATTRIBUTES and node.attr not in self.world.whole.stored:
            return FRESH
        if kind is not None and kind.name == "pandas.Series" and node.attr == "T":
            return owner
        if kinds.is_frame(kind) and node.attr not in ("loc", "iloc", "at", "iat"):
            views = node.attr in ("values", "array")
            return self.lent(node.value) if views else self.heap.selected(owner)
        if node.attr in VIEW_ATTRIBUTES:
            return as_view(owner)
        return FRESH if kinds.is_array(kind) else inside(owner)

    def value_of_Subscript(self, node: ast.Subscript) -> Value:
        owner = self.receiver(node.value)
        index = node.slice
        for part in child_nodes(index) if isinstance(index, ast.Slice) else [index]:
            if isinstance(part, ast.expr):
                self.value(part)
        self.use_members(owner, ("__getitem__",))
        kind = self.type(node.value)
        if kinds.is_frame(kind):
            return self.heap.selected(owner)
        if kinds.is_array(kind):
            return as_view(owner) if self.basic_index(index) else FRESH
        if kind is None and not self.basic_index(index):
            return FRESH
        if kind is None and isinstance(index, ast.Tuple) and scope.is_part(node):
            return as_view(owner)
        if kind is None and isinstance(index, ast.Slice) and self.has_libraries():
            return as_view(owner)  # of an array it is, and of a list it holds the elements
        if isinstance(index, ast.Slice) and kind and kind.name in ("list", "tuple"):
            if kinds.holds_immutable(kind):
                return FRESH
            return frozenset({self.heap.new(owner, copied=True)}) if owner else FRESH
        return inside(owner)

    def basic_index(self, index: ast.expr) -> bool:
        """Whether an index of an array may give a view."""
        parts = index.elts if isinstance(index, ast.Tuple) else [index]
        for part in parts:
            if isinstance(part, ast.List | ast.ListComp) or self.is_mask(part):
                return False
            kind = self.type(part) if not isinstance(part, ast.Slice) else None
            if kind and kind.name in ("numpy.ndarray", "list", "pandas.Series", "torch.Tensor"):
                return False
        return True

    def is_mask(self, index: ast.expr) -> bool:
        """Whether the index compares, and so selects rows one by one, which copies."""
        match index:
            case ast.Compare():
                return True
            case ast.BinOp(left=left, op=ast.BitAnd() | ast.BitOr(), right=right):
                return self.is_mask(left) or self.is_mask(right)
            case ast.UnaryOp(op=ast.Invert(), operand=operand):
                return self.is_mask(operand) or self.type(operand) is None
        return False

    def iterate(self, target: ast.expr, source: ast.expr) -> list[tuple[ast.expr, Value]]:
        """What a loop over the iterable binds in each round: parts of its target, with values."""
        names = target.elts if isinstance(target, ast.Tuple | ast.List) else []
        starred = any(isinstance(n, ast.Starred) for n in names)
        match source:
            case ast.Call(func=ast.Name(id="enumerate"), args=[inner, *_]) if len(names) == 2:
                return [(names[0], FRESH), *self.iterate(names[1], inner)]
            case ast.Call(func=ast.Name(id="zip"), args=parts) if (
                len(parts) == len(names)
                and not starred
                and not any(isinstance(p, ast.Starred) for p in parts)
            ):
                pairs = zip(names, parts, strict=True)
                return [bound for name, part in pairs for bound in self.iterate(name, part)]
            case ast.Call(func=ast.Attribute(attr="items"), args=[]) if len(names) == 2:
                return [(names[0], FRESH), (names[1], self.elements(source))]
        return [(target, self.elements(source))]

    def value_of_Tuple(self, node: ast.Tuple | ast.List | ast.Set) -> Value:
        return self.holding(node.elts)

    value_of_List = value_of_Set = value_of_Tuple

    def value_of_Dict(self, node: ast.Dict) -> Value:
        return self.holding([*(k for k in node.keys if k), *node.values])

    def value_of_Starred(self, node: ast.Starred) -> Value:
        return self.elements(node.value)

    def value_of_IfExp(self, node: ast.IfExp) -> Value:
        self.value(node.test)
        return self.union([node.body, node.orelse])

    def value_of_BoolOp(self, node: ast.BoolOp) -> Value:
        return self.union(node.values)

    def value_of_BinOp(self, node: ast.BinOp) -> Value:
        values = self.union([node.left, node.right])
        self.use_members(values, None)
        if all(kinds.holds_immutable(self.type(n)) for n in (node.left, node.right)):
            return FRESH
        sides = [self.type(node.left), self.type(node.right)]
        joins = isinstance(node.op, ast.Add | ast.BitOr) and sides == [None, None]
        if values and (joins or any(k and k.name in _CONTAINERS for k in sides)):
            return frozenset({self.heap.new(values, copied=True)})
        return self.heap.traced(values)

    def value_of_Compare(self, node: ast.Compare) -> Value:
        self.use_members(self.union([node.left, *node.comparators]), None)
        return FRESH

    def value_of_UnaryOp(self, node: ast.UnaryOp) -> Value:
        value = self.value(node.operand)
        self.use_members(value, None)
        return self.heap.traced(value)

    def value_of_NamedExpr(self, node: ast.NamedExpr) -> Value:
        value = self.value(node.value)
        owner = self.owner(node.target.id)
        weak = owner.names.get(node.target.id, FRESH) if owner is self else FRESH
        self.bind(node.target.id, value | weak)
        return value or self.lookup(node.target.id)

    def value_of_Lambda(self, node: ast.Lambda) -> Value:
        return self.function(node)

    def value_of_Await(self, node: ast.Await) -> Value:
        return self.value(node.value)

    def value_of_Yield(self, node: ast.Yield) -> Value:
        self.returned |= inside(self.value(node.value))
        return FRESH

    def value_of_YieldFrom(self, node: ast.YieldFrom) -> Value:
        self.returned |= self.elements(node.value)
        return FRESH

    def value_of_Call(self, node: ast.Call) -> Value:
        return self.call(node)

    def value_of_ListComp(self, node: scope.Comprehension) -> Value:
        frame = self.nested(frozenset(n for g in node.generators for n in stored(g.target)))
        for position, generator in enumerate(node.generators):
            reader = self if position == 0 else frame
            kind = element(type_of(generator.iter, reader.env))
            for target, value in reader.iterate(generator.target, generator.iter):
                frame.assign(target, value)
            for name, part in unpacked(generator.target, kind).items():
                bind(frame.env, name, part)
            for condition in generator.ifs:
                frame.value(condition)
        parts = [node.key, node.value] if isinstance(node, ast.DictComp) else [node.elt]
        held = frame.union(parts)
        if isinstance(node, ast.GeneratorExp):
            held |= self.value(node.generators[0].iter)
        self.returned |= frame.returned
        late = self.read_late(node) if isinstance(node, ast.GeneratorExp) else None
        if not held and not late:
            return FRESH
        new = self.heap.new(held)
        if late:
            self.heap.free[new.node] = late
        if not isinstance(node, ast.GeneratorExp):
            self.heap.data.add(new.node)
        return frozenset({new})

    def read_late(self, node: ast.GeneratorExp) -> frozenset[str]:
        """Globals that a generator reads when it is run: all but what its first loop runs over."""
        first, *others = node.generators
        names = loaded(node.elt, *first.ifs, *others) - scope.bound_inside(node)
        return frozenset(filter(self.is_global, names))

    value_of_SetComp = value_of_DictComp = value_of_GeneratorExp = value_of_ListComp

    def nested(self, local: frozenset[str]) -> "Evaluator":
        """A frame for a comprehension inside this one."""
        raise NotImplementedError

    # iteration and binding

    def elements(self, node: ast.expr) -> Value:
        """What iterating over the expression gives; an iterator is used up by it."""
        value = self.value(node)
        kind = self.type(node)
        self.use_members(value, ("__iter__", "__next__", "__getitem__", "__len__"))
        self.walk_over(value)
        if kinds.is_iterator(kind) or isinstance(node, ast.GeneratorExp):
            self.change(value, deep=False)
        if kinds.yields_immutable(kind):
            return self.heap.selected(value)
        return as_view(value) if kinds.is_array(kind) else inside(value)

    def assign(self, target: ast.expr, value: Value, source: ast.expr | None = None) -> None:
        """Bind a target; ``source`` is the expression, where targets may match its parts."""
        match target:
            case ast.Name():
                self.bind(target.id, value)
            case ast.Starred():
                held = frozenset({self.heap.new(value)}) if value else FRESH
                self.assign(target.value, held)
            case ast.Tuple() | ast.List():
                parts = self.parts(target, source)
                values = [self.value(p) for p in parts] if parts else None
                for position, element in enumerate(target.elts):
                    part = values[position] if values else inside(value)
                    self.assign(element, part, parts[position] if parts else None)
            case ast.Subscript() | ast.Attribute():
                self.store(target, value, source)

    def parts(self, target: ast.Tuple | ast.List, source: ast.expr | None) -> list[ast.expr] | None:
        if not isinstance(source, ast.Tuple | ast.List) or len(source.elts) != len(target.elts):
            return None
        if any(isinstance(e, ast.Starred) for e in [*source.elts, *target.elts]):
            return None
        return source.elts

    def store(
        self, target: ast.Subscript | ast.Attribute, value: Value, source: ast.expr | None = None
    ) -> None:
        """``a[k] = v`` or ``a.b = v``."""
        if isinstance(target, ast.Subscript):
            self.value(target.slice)
        owner = self.chain(target.value)
        self.use_members(owner, ("__setitem__", "__setattr__"), value)
        if isinstance(target, ast.Attribute):
            self.use_members(owner, (target.attr,), value)
        self.change(owner, deep=False)
        kind = self.type(target.value)
        copies = kinds.is_frame(kind) or kinds.is_array(kind)
        if copies and isinstance(target, ast.Subscript):
            self.put(owner, value)
        elif value := value or (self.array(source) if source is not None else FRESH):
            self.tie(owner, value)
            if isinstance(source, ast.Subscript) and self.is_part_of_array(source, owner):
                self.heap.viewing |= {r.node for r in owner} & {r.node for r in value}

    def is_part_of_array(self, node: ast.Subscript, owner: Value) -> bool:
        """Whether the expression may be a view, and not some elements of a list, say."""
        kind = self.type(node.value)
        if kind is None and isinstance(node.slice, ast.Slice):
            return bool(self.heap.all_in(owner) & self.heap.arrays)
        return isinstance(node.slice, ast.Tuple) or kinds.is_array(kind)

    def cells(self, value: Value, depth: int) -> Value:
        """What can change, and lies so deep in what a table is made of: in its cells."""
        heap = self.heap
        of = heap.data | heap.instances.keys()
        if self.local is not None:
            of |= heap.unknown  # parameters
        return heap.cells(value, depth, of)

    def put(self, owner: Value, columns: Value) -> None:
        """Put columns into a table, which copies them, and has what lies in them."""
        if cells := self.cells(columns, 1):
            self.heap.tables |= {ref.node for ref in owner}
            self.tie(owner, cells)

    def chain(self, node: ast.expr) -> Value:
        """As ``value``, but a selection of a table counts as a part of it, for changes in place.

        What has been evaluated as a receiver is not once more: in a chain of methods each would
        evaluate all before it twice, which is exponential.
        """
        value = self.receivers.pop(node, None)
        if value is None:
            value = self.value(node)
        if not isinstance(node, ast.Attribute | ast.Subscript):
            return value
        # the labels of a table are no memory that arrays of its columns have
        labels = isinstance(node, ast.Attribute) and node.attr in ("index", "columns")
        owner = self.chain(node.value)
        return value | (
            owner if labels and kinds.is_frame(self.type(node.value)) else inside(owner)
        )

    def receiver(self, node: ast.expr) -> Value:
        """The value of what an attribute, an item or a method is taken from, kept for `chain`."""
        value = self.receivers[node] = self.value(node)
        return value

    def lent(self, node: ast.expr) -> Value:
        """An array over the memory of the table that the expression selects from."""
        owner = self.union(lenders(node))
        if not owner:
            return FRESH
        new = self.heap.new()
        self.heap.arrays.add(new.node)
        self.heap.data.add(new.node)
        self.heap.hold(owner, as_view(frozenset({new})))
        return frozenset({new})

    def inherited(self, target: ast.expr, source: ast.expr) -> Value:
        """The arrays over a table's memory, for ``d = d.drop(...)``: a table that takes the name of
        the one that it is made of has its memory alone, and is written in place."""
        heap = self.heap
        if not (heap.arrays and isinstance(target, ast.Name) and kinds.is_frame(self.type(source))):
            return FRESH
        if not any(isinstance(n, ast.Name) and n.id == target.id for n in lenders(source)):
            return FRESH
        held = (n for r in self.lookup(target.id) for n, view in heap.holds.get(r.node, ()) if view)
        arrays = frozenset(Ref(n) for n in held if n in heap.arrays)
        return frozenset({heap.new(as_view(arrays))}) if arrays else FRESH

    def use_members(
        self, value: Value, names: tuple[str, ...] | None, extra: Value = FRESH
    ) -> None:
        """Methods of notebook classes that an operation runs; None: any special method."""
        if not value:
            return
        for cls in self.classes(value):
            for unit in self.world.all_methods(cls):
                method = unit.rpartition(".")[2]
                special = method.startswith("__") and method != "__init__"
                if method in names if names is not None else special:
                    self.run_method(unit, value, extra or value)

    def run_method(self, unit: str, receiver: Value, extra: Value) -> Value:
        """Run a method; any of its arguments may be ``extra``."""
        raise NotImplementedError

    def classes(self, value: Value) -> set[str]:
        """Notebook classes that the value may be an instance of."""
        instances = self.heap.instances
        return {instances[r.node] for r in value if r.node in instances and not r.deep} | {
            instances[n] for n in self.heap.reach(r.node for r in value if r.deep) if n in instances
        }
