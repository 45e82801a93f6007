"""What the names of a notebook stand for at a point of it, as far as stages go."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterable
from dataclasses import field

from nb2prod.analysis.syntax.name_nodes import start_name
from nb2prod.knowledge.schema import Value
from nb2prod.knowledge.stage_tables import Row, row_of, star_name
from nb2prod.records import dataclass
from nb2prod.suggest.words import value_by_name

Function = ast.FunctionDef | ast.AsyncFunctionDef
_STRONGEST = (
    Value.MODEL, Value.RESULT, Value.PREDICTION, Value.STREAM, Value.TRANSFORMER, Value.DATA,
    Value.NEW,
)  # fmt: skip


@dataclass
class Names:
    """Imports by name, values by name, functions and classes of the notebook by name.

    ``stars`` are the modules of which all names were imported, ``made`` the classes of objects
    that the notebook makes of its own.
    """

    imports: dict[str, str] = field(default_factory=dict)
    values: dict[str, Value] = field(default_factory=dict)
    functions: dict[str, Function | ast.ClassDef] = field(default_factory=dict)
    stars: list[str] = field(default_factory=list)
    made: dict[str, str] = field(default_factory=dict)

    def inner(self) -> Names:
        """For the body of a function: what is bound there is not seen outside."""
        made = dict(self.made)
        return Names(dict(self.imports), dict(self.values), self.functions, self.stars, made)

    def make(self, target: ast.expr, value: ast.expr) -> None:
        """Remember of which class of the notebook an object is made."""
        match target, value:
            case ast.Name(id=name), ast.Call(func=ast.Name(id=called)):
                if isinstance(self.functions.get(called), ast.ClassDef):
                    self.made[name] = called

    def method(self, node: ast.expr) -> Function | None:
        """The method of a class of the notebook, for ``model.run`` and ``Model().run``."""
        owner = node.value if isinstance(node, ast.Attribute) else None
        called = owner.func if isinstance(owner, ast.Call) else None
        name = called.id if isinstance(called, ast.Name) else None
        if isinstance(owner, ast.Name):
            name = self.made.get(owner.id)
        seen: set[str] = set()
        while isinstance(node, ast.Attribute) and name is not None and name not in seen:
            seen.add(name)
            found = self.functions.get(name)
            body = found.body if isinstance(found, ast.ClassDef) else []
            for one in body:
                if isinstance(one, Function) and one.name == node.attr:
                    return one
            bases = found.bases if isinstance(found, ast.ClassDef) else []
            name = next((base.id for base in bases if isinstance(base, ast.Name)), None)
        return None

    def qualified(self, node: ast.expr) -> str | None:
        """``pandas.read_csv`` for ``pd.read_csv``; the name itself for a builtin."""
        parts: list[str] = []
        while isinstance(node, ast.Attribute):
            parts.append(node.attr)
            node = node.value
        if not isinstance(node, ast.Name):
            return None
        if node.id in self.imports:
            return ".".join([self.imports[node.id], *reversed(parts)])
        free = node.id not in self.values and node.id not in self.functions
        if free and self.stars and not hasattr(builtins, node.id):
            if starred := star_name(node.id, tuple(self.stars)):
                return ".".join([starred, *reversed(parts)])
        return node.id if free and not parts else None

    def row(self, node: ast.expr) -> Row | None:
        """The row of the tables for what is called."""
        name = self.qualified(node)
        return row_of(name) if name else None

    def bind(self, target: ast.expr, value: Value | None) -> None:
        """Let a target of an assignment stand for a value, where known."""
        if isinstance(target, ast.Tuple | ast.List):
            for part in target.elts:
                self.bind(part, value)
        elif isinstance(target, ast.Starred):
            self.bind(target.value, value)
        elif isinstance(target, ast.Name):
            self.imports.pop(target.id, None)
            self.made.pop(target.id, None)
            kept = value or value_by_name(target.id)
            if kept is None:
                self.values.pop(target.id, None)
            else:
                self.values[target.id] = kept
        elif (name := start_name(target)) and value not in (None, Value.NEW):
            if value is Value.DATA:
                self.values.setdefault(name, value)
            elif self.values.get(name) in (None, Value.DATA, Value.NEW):
                self.values[name] = value  # `df["cluster"] = labels`: the frame holds both


def strongest(values: Iterable[Value | None]) -> Value | None:
    """What holds for something that is made of several values."""
    found = set(values)
    return next((value for value in _STRONGEST if value in found), None)


def is_literal(node: ast.expr) -> bool:
    """Whether the expression holds nothing but constants."""
    match node:
        case ast.Constant():
            return True
        case ast.List() | ast.Tuple() | ast.Set():
            return all(map(is_literal, node.elts))
        case ast.Dict():
            return all(k is not None and is_literal(k) for k in node.keys) and all(
                map(is_literal, node.values)
            )
        case ast.UnaryOp():
            return is_literal(node.operand)
        case ast.BinOp():
            return is_literal(node.left) and is_literal(node.right)
    return False


def compared_sides(node: ast.AST) -> tuple[ast.expr, ast.expr] | None:
    """What is held against each other: ``a == b``, ``a != b``, ``a - b``."""
    match node:
        case ast.Compare(left=left, ops=[ast.Eq() | ast.NotEq()], comparators=[right]):
            return left, right
        case ast.BinOp(left=left, op=ast.Sub(), right=right):
            return left, right
    return None
