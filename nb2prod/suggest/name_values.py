"""The kinds of values that the notebook's names hold at a point, for the stages."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from dataclasses import field

from nb2prod.analysis.aliasing.definitions import function_node
from nb2prod.analysis.aliasing.execute import function_environment
from nb2prod.analysis.environment import Environment
from nb2prod.analysis.model import Definition, DefinitionNode, lineage
from nb2prod.analysis.syntax.nodes import start_name
from nb2prod.analysis.types.infer import type_of
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
    """What names stand for at a point of the notebook.

    ``env`` is what the analysis knows of them there, ``values`` what they are as far as stages go;
    ``stars`` are the modules of which all names were imported.
    """

    env: Environment = field(default_factory=Environment)
    values: dict[str, Value] = field(default_factory=dict)
    stars: list[str] = field(default_factory=list)

    def inner(self, node: Function) -> Names:
        """For the body of a function: what is bound there is not seen outside."""
        return Names(function_environment(node, self.env), dict(self.values), self.stars)

    def define(self, name: str, node: DefinitionNode) -> None:
        """Let a name stand for a definition."""
        self.env.definitions[name] = Definition(name, node, -1)
        self.values.pop(name, None)

    def definition(self, name: str) -> Function | ast.ClassDef | None:
        """The function or class of the notebook that a name stands for, a lambda as ``def``."""
        known = self.env.definitions.get(name)
        node = known.node if known else None
        if not isinstance(node, ast.Assign):
            return node
        made = function_node(node)
        assert isinstance(made, ast.Lambda)
        function = ast.FunctionDef(name, made.args, [ast.Return(made.body)], [])
        return ast.copy_location(function, made)

    def method(self, node: ast.Attribute) -> Function | None:
        """The method of a class of the notebook, for ``model.run`` and ``Model().run``."""
        return self.methods(node.value).get(node.attr)

    def methods(self, node: ast.expr) -> dict[str, Function]:
        """The methods of an object of a class of the notebook, by name; none of another."""
        kind = type_of(node, self.env)
        above = lineage(kind.own_class, self.env.definitions) if kind else []
        bodies = [n for one in reversed(above) for n in getattr(one.node, "body", ())]
        return {n.name: n for n in bodies if isinstance(n, Function)}

    def qualified(self, node: ast.expr) -> str | None:
        """``pandas.read_csv`` for ``pd.read_csv``, by a star import too; a builtin is itself."""
        if known := self.env.qualified(node):
            return known
        if isinstance(node, ast.Attribute):
            owner = self.qualified(node.value)
            return f"{owner}.{node.attr}" if owner else None
        if not isinstance(node, ast.Name) or node.id in self.env.bound or node.id in self.values:
            return None
        return star_name(node.id, tuple(self.stars))

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
