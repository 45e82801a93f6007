"""The type of an expression, by the kind of its node."""

import ast
import builtins
from collections.abc import Callable
from pathlib import PurePosixPath

from nb2prod.analysis.constants.fold import fold
from nb2prod.analysis.environment import Environment
from nb2prod.analysis.model import Definition, Type, lineage, own_type
from nb2prod.analysis.own_code import type_from_outside
from nb2prod.analysis.types.algebra import (
    ARRAY,
    BOOL,
    FLOAT,
    FRAME,
    GENERATOR,
    INT,
    NEVER,
    REFERENCE,
    SERIES,
    STR,
    UNION,
    Follow,
    Scope,
    element,
    join,
    made,
    parsed,
    unpacked,
)
from nb2prod.analysis.types.infer_arguments import Arguments
from nb2prod.analysis.types.infer_fields import called, field
from nb2prod.analysis.types.infer_functions import function
from nb2prod.analysis.types.infer_methods import attribute, casts_to_numpy, method, tabled
from nb2prod.analysis.types.infer_operators import binary, compared, unary
from nb2prod.analysis.types.infer_subscripts import subscript
from nb2prod.analysis.types.mutation import MEASURE, is_measure
from nb2prod.knowledge.type_tables import CONSTANTS, public_names

Comprehension = ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp


def type_of(node: ast.expr, env: Environment, follow: Follow | None = None) -> Type | None:
    """The type of an expression's value, None where it is not certain."""
    return scope_of(env, follow).type_of(node)


def scope_of(env: Environment, follow: Follow | None = None) -> Scope:
    """The scope of several expressions that are evaluated in the same environment."""
    return Scope(env, _rule, follow)


def _rule(node: ast.expr, scope: Scope) -> Type | None:
    rule = _RULES.get(type(node))
    return rule(node, scope) if rule else None


def _constant(node: ast.Constant, scope: Scope) -> Type | None:
    if node.value is None:
        return Type("None")
    return None if node.value is ... else Type(type(node.value).__name__)


def _name(node: ast.Name, scope: Scope) -> Type | None:
    if node.id in scope.env.types:
        return scope.env.types[node.id]
    if node.id in scope.env.constants:
        return _of_value(scope.env.constants[node.id])
    return _imported(scope.env.qualified(node) or "")


def _imported(name: str) -> Type | None:
    """The type of something of a module: a constant, or a function that is handed on."""
    if name in CONSTANTS:
        return parsed(CONSTANTS[name])
    return MEASURE if is_measure(name) else None


def _of_value(value: object) -> Type | None:
    """The type of a folded constant."""
    if value is None:
        return Type("None")
    if isinstance(value, list):
        return made("list", join(map(_of_value, value)))
    if isinstance(value, tuple):
        return Type("tuple", tuple(map(_of_value, value)))
    if isinstance(value, dict):
        return made("dict", join(map(_of_value, value)), join(map(_of_value, value.values())))
    if isinstance(value, str | bool | int | float):
        return Type(type(value).__name__)
    return Type("pathlib.Path")


def _items(elements: list[ast.expr], scope: Scope) -> Type | None:
    found = [
        element(scope.type_of(e.value)) if isinstance(e, ast.Starred) else scope.type_of(e)
        for e in elements
    ]
    return join(found or [NEVER])


def _list(node: ast.List, scope: Scope) -> Type | None:
    return made("list", _items(node.elts, scope))


def _set(node: ast.Set, scope: Scope) -> Type | None:
    return made("set", _items(node.elts, scope))


def _tuple(node: ast.Tuple, scope: Scope) -> Type | None:
    if any(isinstance(e, ast.Starred) for e in node.elts):
        return Type("tuple")
    return Type("tuple", tuple(map(scope.type_of, node.elts)))


def _dict(node: ast.Dict, scope: Scope) -> Type | None:
    if any(key is None for key in node.keys):
        return Type("dict")
    keys = _items([key for key in node.keys if key is not None], scope)
    return made("dict", keys, _items(node.values, scope))


def _bool_op(node: ast.BoolOp, scope: Scope) -> Type | None:
    return join(map(scope.type_of, node.values))


def _bin_op(node: ast.BinOp, scope: Scope) -> Type | None:
    power = scope.constant(node.right) if isinstance(node.op, ast.Pow) else None
    return binary(node.op, scope.type_of(node.left), scope.type_of(node.right), power)


def _unary_op(node: ast.UnaryOp, scope: Scope) -> Type | None:
    return unary(node.op, scope.type_of(node.operand))


def _compare(node: ast.Compare, scope: Scope) -> Type | None:
    sides = [node.left, *node.comparators]
    return join(
        compared(op, scope.type_of(left), scope.type_of(right))
        for op, left, right in zip(node.ops, sides, sides[1:], strict=False)
    )


def _if_exp(node: ast.IfExp, scope: Scope) -> Type | None:
    return join((scope.type_of(node.body), scope.type_of(node.orelse)))


def _comprehension(node: Comprehension, scope: Scope) -> Type | None:
    for generator in node.generators:
        if generator.is_async:
            return None
        each = element(scope.type_of(generator.iter))
        scope = scope.inner(unpacked(generator.target, each))
    if isinstance(node, ast.DictComp):
        return made("dict", scope.type_of(node.key), scope.type_of(node.value))
    names = {ast.ListComp: "list", ast.SetComp: "set", ast.GeneratorExp: GENERATOR}
    return made(names[type(node)], scope.type_of(node.elt))


def _attribute(node: ast.Attribute, scope: Scope) -> Type | None:
    qualified = scope.env.qualified(node)
    if qualified:
        return _imported(qualified) or Type(REFERENCE, (Type(qualified),))
    owner = scope.type_of(node.value)
    of_class = owner is None or bool(owner.own_class)
    value = fold(node, scope.env) if of_class else None
    if isinstance(value, PurePosixPath):
        return Type("pathlib.Path")
    for plain in (BOOL, INT, FLOAT, STR):
        if isinstance(value, getattr(builtins, plain.name)):
            return plain
    if owner is None:
        return None
    if node.attr == "values" and owner == SERIES:
        if casts_to_numpy(node.value, scope):
            return ARRAY
    if owner.own_class:
        found = _member(owner.own_class, node.attr, scope.env)
        if found is not None:
            return found.returns if _decorated(found, "property") else None
        return field(lineage(owner.own_class, scope.env.definitions), node.attr, scope)
    if owner == FRAME and _is_column(node.attr, scope.env):
        return SERIES
    return attribute(owner, node.attr)


def _is_column(name: str, env: Environment) -> bool:
    """Whether an attribute of a table can only be one of its columns."""
    return name not in public_names(FRAME.name) and name[0] != "_" and name not in env.fields


def _call(node: ast.Call, scope: Scope) -> Type | None:
    qualified = scope.env.qualified(node.func) or _referred(node.func, scope)
    if qualified:
        own = _of_own_module(qualified, node, scope)
        return own or function(qualified, Arguments(node, scope))
    if isinstance(node.func, ast.Name) and node.func.id in scope.env.definitions:
        return _call_of_definition(node, node.func.id, scope)
    if isinstance(node.func, ast.Name):
        return _call_of_object(node, scope.type_of(node.func), scope)
    if not isinstance(node.func, ast.Attribute):
        return None
    owner = scope.type_of(node.func.value)
    if owner is None:
        return _call_on_class(node, node.func, scope)
    if owner.own_class:
        return _call_of_member(node, owner, node.func.attr, scope)
    if owner.name in scope.env.own.classes:
        return scope.env.own.returns.get(f"{owner.name}.{node.func.attr}")
    if node.func.attr == "pipe" and node.args:
        piped = ast.Call(node.args[0], [node.func.value, *node.args[1:]], node.keywords)
        return _call(piped, scope)
    return method(owner, node.func.attr, Arguments(node, scope))


def _referred(node: ast.expr, scope: Scope) -> str | None:
    """The qualified name behind a name that stands for one: ``layers`` of ``keras.layers``."""
    if isinstance(node, ast.Attribute):
        owner = _referred(node.value, scope)
        return f"{owner}.{node.attr}" if owner else None
    found = scope.env.types.get(node.id) if isinstance(node, ast.Name) else None
    meant = found.parts[0] if found is not None and found.name == REFERENCE else None
    return meant.name if meant else None


def _of_own_module(name: str, node: ast.Call, scope: Scope) -> Type | None:
    """What a function or class of one of the notebook's own modules gives."""
    own = scope.env.own
    if name in own.classes:
        return Type(name)
    known, made = own.returns.get(name), own.defined.get(name)
    if made is None or scope.follow is None or _is_complete(known):
        return known
    there = Environment(imports=made.imports, definitions=made.definitions, own=own)
    found = scope.follow(made.definition, None, node, scope, there)
    return type_from_outside(found, made.module) or known


def _call_of_definition(node: ast.Call, name: str, scope: Scope) -> Type | None:
    found = scope.env.definitions.get(name)
    if found is None:
        return None
    if not isinstance(found.node, ast.ClassDef):
        return _result(found, None, node, scope)
    plain = all(_is_dataclass(d, scope.env) for d in found.node.decorator_list)
    return own_type(name) if plain and not found.node.keywords else None


def _result(found: Definition, owner: str | None, node: ast.Call, scope: Scope) -> Type | None:
    if scope.follow is None or _is_complete(found.returns):
        return found.returns
    return scope.follow(found, owner, node, scope) or found.returns


def _is_complete(type_: Type | None) -> bool:
    """Whether the arguments of a call could tell no more."""
    return type_ is not None and type_.name != UNION and all(map(_is_complete, type_.parts))


def _is_dataclass(node: ast.expr, env: Environment) -> bool:
    return env.qualified(node.func if isinstance(node, ast.Call) else node) in (
        "dataclasses.dataclass", "functools.total_ordering",
    )  # fmt: skip


def _call_on_class(node: ast.Call, func: ast.Attribute, scope: Scope) -> Type | None:
    """The type of ``C.make()`` where C is a class of the notebook."""
    if not isinstance(func.value, ast.Name) or func.value.id not in scope.env.definitions:
        return None
    found = _member(func.value.id, func.attr, scope.env)
    if found is None:
        return None
    if _decorated(found, "staticmethod"):
        return _result(found, func.value.id, node, scope)
    return found.returns if _decorated(found, "classmethod") else None


def _call_of_member(node: ast.Call, owner: Type, name: str, scope: Scope) -> Type | None:
    found = _member(owner.own_class, name, scope.env)
    if found is not None:
        is_property = _decorated(found, "property")
        return None if is_property else _result(found, owner.own_class, node, scope)
    held = field(lineage(owner.own_class, scope.env.definitions), name, scope)
    if held is not None:
        return _call_of_object(node, held, scope)
    base = _public_base(owner.own_class, scope.env)
    # an inherited method gives self back, whatever else it may do
    if base == "torch.nn.Module":
        return owner if tabled(Type(base), name) == Type(base) else None
    return None


def _call_of_object(node: ast.Call, kind: Type | None, scope: Scope) -> Type | None:
    """The type of ``model(x)``, of an object of the notebook's own class or of a library's."""
    if kind is None or not kind.own_class:
        return called(kind)
    network = _public_base(kind.own_class, scope.env) == "torch.nn.Module"
    for name in ("__call__", "forward") if network else ("__call__",):
        found = _member(kind.own_class, name, scope.env)
        if found is not None:
            return _result(found, kind.own_class, node, scope)
    return None


def _member(owner: str, name: str, env: Environment) -> Definition | None:
    """The method of a class of the notebook, or of the classes of the notebook it derives from."""
    for class_ in lineage(owner, env.definitions):
        for candidate in class_.methods:
            if candidate.name.rpartition(".")[2] == name:
                return candidate
    return None


def _public_base(owner: str, env: Environment) -> str | None:
    for class_ in lineage(owner, env.definitions):
        assert isinstance(class_.node, ast.ClassDef)
        for base in class_.node.bases:
            if name := env.qualified(base):
                return name
    return None


def _decorated(definition: Definition, name: str) -> bool:
    decorators = getattr(definition.node, "decorator_list", [])
    return any(isinstance(d, ast.Name) and d.id == name for d in decorators)


_RULES: dict[type[ast.expr], Callable[..., Type | None]] = {
    ast.Constant: _constant, ast.Name: _name, ast.List: _list, ast.Set: _set, ast.Tuple: _tuple,
    ast.Dict: _dict, ast.JoinedStr: lambda node, scope: STR, ast.BoolOp: _bool_op,
    ast.BinOp: _bin_op, ast.UnaryOp: _unary_op, ast.Compare: _compare, ast.IfExp: _if_exp,
    ast.ListComp: _comprehension, ast.SetComp: _comprehension, ast.DictComp: _comprehension,
    ast.GeneratorExp: _comprehension, ast.Attribute: _attribute, ast.Call: _call,
    ast.Subscript: subscript, ast.NamedExpr: lambda node, scope: scope.type_of(node.value),
    ast.Lambda: lambda node, scope: Type("types.FunctionType"),
}  # fmt: skip
