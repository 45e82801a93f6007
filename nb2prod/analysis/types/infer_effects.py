"""What expressions do to the types of names: walrus targets, and containers that change.

``d = {"a": 1}`` is a ``dict[str, int]`` until ``d["b"] = frame``, or until another name or a
function may put something else into it; then it is a ``dict``.
"""

import ast
from collections.abc import Iterator
from dataclasses import field
from enum import Enum, auto

from nb2prod.analysis.environment import Environment
from nb2prod.analysis.model import Type
from nb2prod.analysis.syntax.nodes import (
    Visitor,
    arguments_of,
    child_nodes,
    holds,
    nodes_of,
    root_name,
)
from nb2prod.analysis.types.algebra import (
    NEVER,
    Scope,
    certain,
    element,
    holds_containers,
    loose,
    made,
    unpacked,
)
from nb2prod.records import dataclass

_CONTAINERS = frozenset({"list", "dict", "set"})
_DISPLAYS = (ast.List, ast.Tuple, ast.Set, ast.Dict, ast.ListComp, ast.SetComp, ast.DictComp)
_NEW = (*_DISPLAYS, ast.BinOp)
"""What makes a container of its own, whatever it has in common with others inside."""
_HARMLESS = frozenset(
    {
        "items", "keys", "values", "get", "copy", "index", "count", "sort", "reverse", "remove",
        "pop", "clear", "popitem", "discard", "union", "intersection", "difference", "issubset",
        "issuperset", "isdisjoint", "symmetric_difference", "difference_update",
        "intersection_update",
    }
)  # fmt: skip
_COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


@dataclass
class Effects:
    """Names whose value may change, with the type that still holds; and names rebound."""

    changed: dict[str, Type | None] = field(default_factory=dict)
    rebound: set[str] = field(default_factory=set)


class Role(Enum):
    """What becomes of the value of an expression."""

    KEPT = auto()
    """Something may hold on to it."""
    TAKEN_APART = auto()
    """Something may hold on to a part of it."""
    LOOKED_AT = auto()


def effects(node: ast.AST, scope: Scope, role: Role = Role.KEPT) -> Effects:
    """What the evaluation of a node may do to the names of the scope."""
    result = Effects()
    walk = _Walk(scope, result)
    if role is Role.KEPT or not isinstance(node, ast.expr):
        walk.visit(node)
    elif role is Role.TAKEN_APART:
        walk.take_apart(node)
    else:
        walk.look(node)
    return result


def loosened(value: ast.expr, type_: Type | None, env: Environment) -> Type | None:
    """The type that a name gets by an assignment: what it shares with others is loose."""
    if type_ is None or not type_.parts or type_.name not in (*_CONTAINERS, "tuple"):
        return type_
    names = nodes_of(ast.Name, [value])
    shared = any(holds_containers(env.types.get(name.id)) for name in names)
    inner = Type(type_.name, tuple(map(loose, type_.parts)))
    copies = isinstance(value, ast.Call) and env.qualified(value.func) is not None
    if copies or isinstance(value, _NEW):
        return inner if shared else type_
    return loose(type_) if shared or isinstance(value, ast.Subscript | ast.Attribute) else type_


def stored(target: ast.expr, type_: Type | None, scope: Scope) -> dict[str, Type | None]:
    """What ``target = value`` does to a container that the target is a part of."""
    if isinstance(target, ast.Subscript) and isinstance(target.value, ast.Name):
        name = target.value.id
        known = scope.env.types.get(name)
        if known is None or known.name not in _CONTAINERS or not known.parts:
            return {}
        parts = (type_,) if known.name == "list" else (scope.type_of(target.slice), type_)
        slice_ = isinstance(target.slice, ast.Slice)
        after = Type(known.name) if slice_ else _holding(known, *parts)
        return {} if after == known else {name: after}
    owner = root_name(target)
    known = scope.env.types.get(owner)
    return {owner: loose(known)} if holds_containers(known) else {}


def walrus_types(node: ast.AST, scope: Scope) -> Iterator[tuple[str, Type | None]]:
    """The names that ``:=`` binds below a node, with the types of the values."""
    if isinstance(node, ast.Lambda | ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return
    if not holds(node, (ast.NamedExpr,)):
        return
    if isinstance(node, _COMPREHENSIONS):
        hidden: dict[str, Type | None] = {}
        for generator in node.generators:
            hidden.update(unpacked(generator.target, None))
        scope = scope.inner(hidden)
    for child in child_nodes(node):
        yield from walrus_types(child, scope)
    if isinstance(node, ast.NamedExpr):
        yield node.target.id, scope.type_of(node.value)


class _Walk(Visitor):
    """Visits what is evaluated; a name that is reached by ``visit_Name`` gets out of sight."""

    def __init__(self, scope: Scope, result: Effects) -> None:
        self.scope = scope
        self.env = scope.env
        self.result = result
        self.seen: set[str] = set()

    def visit_Name(self, node: ast.Name) -> None:
        if isinstance(node.ctx, ast.Load):
            self._escape(node.id)
            self._reach(node.id)

    def _escape(self, name: str) -> None:
        if holds_containers(self.env.types.get(name)):
            self.result.changed[name] = loose(self.env.types[name])

    def _reach(self, name: str) -> None:
        """A definition that is used may be called: what it does to globals is done."""
        type_ = self.env.types.get(name)
        name = (type_.own_class if type_ is not None else "") or name
        found = self.env.definitions.get(name)
        if found is None or name in self.seen:
            return
        # definitions may name each other
        self.seen.add(name)
        self.result.rebound |= found.writes
        for changed in found.mutates:
            self._escape(changed)
        for inner in found.reads:
            self._reach(inner)

    def take_apart(self, node: ast.expr | None) -> None:
        """Visit an operand that is only looked at."""
        if isinstance(node, ast.Name):
            if not _flat(self.env.types.get(node.id)):
                self._escape(node.id)
            self._reach(node.id)
        elif node is not None:
            self.visit(node)

    def look(self, node: ast.expr) -> None:
        """Visit an operand of which no part is kept."""
        if isinstance(node, ast.Name):
            self._reach(node.id)
        else:
            self.visit(node)

    def visit_Subscript(self, node: ast.Subscript) -> None:
        self.take_apart(node.value)
        self.look(node.slice)

    def visit_Attribute(self, node: ast.Attribute) -> None:
        # a method that is kept (``add = rows.append``) may be called at any time
        self.visit(node.value)

    def visit_Compare(self, node: ast.Compare) -> None:
        for operand in (node.left, *node.comparators):
            self.look(operand)

    def visit_BinOp(self, node: ast.BinOp) -> None:
        self.take_apart(node.left)
        self.take_apart(node.right)

    def visit_UnaryOp(self, node: ast.UnaryOp) -> None:
        self.look(node.operand)

    def visit_FormattedValue(self, node: ast.FormattedValue) -> None:
        self.look(node.value)

    def visit_Starred(self, node: ast.Starred) -> None:
        self.take_apart(node.value)

    def visit_Expr(self, node: ast.Expr) -> None:
        self.look(node.value)

    def visit_comprehension(self, node: ast.comprehension) -> None:
        self.take_apart(node.iter)
        for test in node.ifs:
            self.look(test)

    def visit_Call(self, node: ast.Call) -> None:
        arguments = arguments_of(node)
        if isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Name):
            known = self._method(node.func.value.id, node.func.attr, node)
        else:
            known = self.env.qualified(node.func) is not None
            self.look(node.func)
        for argument in arguments:
            if known or self._keeps_arguments(node.func):
                self.take_apart(argument)
            else:
                self.visit(argument)

    def _keeps_arguments(self, function: ast.expr) -> bool:
        """Whether a function of the notebook leaves its arguments alone."""
        found = self.env.definitions.get(function.id) if isinstance(function, ast.Name) else None
        # of a class the `__init__` keeps what it gets; below 0: no summary has been made
        if found is None or isinstance(found.node, ast.ClassDef) or found.statement < 0:
            return False
        return not found.mutated_parameters and not found.shared_parameters

    def _method(self, name: str, method: str, node: ast.Call) -> bool:
        """The effect of a method on its receiver; whether it leaves its arguments alone."""
        self._reach(name)
        type_ = certain(self.env.types.get(name))
        if type_ is None:
            return name in self.env.imports
        if method == "set_output":
            self.result.changed[name] = self.scope.type_of(node)
        if type_.name not in _CONTAINERS:
            return not type_.own_class
        if type_.parts and (after := _after(type_, method, node, self.scope)) != type_:
            self.result.changed[name] = after
        return method in _HARMLESS


def _after(type_: Type, method: str, node: ast.Call, scope: Scope) -> Type:
    """The type of a container after a call of a method."""
    unknown = Type(type_.name)
    if method in _HARMLESS:
        return type_ if _flat(type_) else unknown
    if node.keywords or not node.args or isinstance(node.args[-1], ast.Starred):
        return unknown
    given = scope.type_of(node.args[-1])
    if type_.name == "dict":
        if method == "setdefault" and len(node.args) == 2:
            return _holding(type_, scope.type_of(node.args[0]), given)
        same = method == "update" and given is not None and given.name == "dict"
        return _holding(type_, *given.parts) if same and given else unknown
    if not _flat(type_) or method not in ("append", "add", "insert", "extend", "update"):
        return unknown
    return _holding(type_, element(given) if method in ("extend", "update") else given)


def _holding(type_: Type, *parts: Type | None) -> Type:
    """The type of a container into which something is put: known while all of it is alike.

    What an empty one gets is kept only if no other name can change it there.
    """
    if parts == type_.parts:
        return type_
    filled = made(type_.name, *parts)
    return filled if NEVER in type_.parts and _flat(filled) else Type(type_.name)


def _flat(type_: Type | None) -> bool:
    """Whether no part of a container is a container that could be changed."""
    return type_ is None or not any(
        part is not None and (part.name in _CONTAINERS or (part.name == "tuple" and part.parts))
        for part in type_.parts
    )
