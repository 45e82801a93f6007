"""Constant folding: the value of an expression, as far as the notebook's text decides it."""

import ast
import math
from collections.abc import Callable
from functools import reduce
from pathlib import PurePosixPath
from typing import Any

from nb2prod.analysis.constants.fold_fields import (
    assignments,
    methods_of,
    plain_class,
    plain_function,
    set_by_init,
)
from nb2prod.analysis.constants.fold_loops import as_list, comprehension
from nb2prod.analysis.constants.fold_methods import call_method
from nb2prod.analysis.constants.fold_operators import (
    BUILTIN_FUNCTIONS,
    UNARY,
    binary,
    compare,
    ordered,
)
from nb2prod.analysis.constants.fold_paths import (
    PATH_ATTRIBUTES,
    PATH_FUNCTIONS,
    ancestor,
    concatenate,
    to_text,
)
from nb2prod.analysis.constants.fold_text import formatted
from nb2prod.analysis.constants.fold_values import (
    UNKNOWN,
    AnchoredPath,
    AnchoredText,
    NotConstantError,
    VariableText,
    bounded,
    decided,
    plain,
)
from nb2prod.analysis.constants.folder import Bound
from nb2prod.analysis.constants.literal_secrets import is_secret_variable
from nb2prod.analysis.environment import Environment
from nb2prod.records import replace

__all__ = ["UNKNOWN", "environment_variable", "fold", "fold_with_names"]

ENVIRONMENT_CALLS = ("os.environ.get", "os.getenv")


def fold(node: ast.expr, env: Environment) -> object:
    """The constant value of an expression, or ``UNKNOWN``; never raises.

    The value is a str, bytes, int, float, bool, None or ``PurePosixPath``, or a list, tuple,
    dict or set of these. Paths that hang on the working or home directory are kept relative, as
    ``AnchoredText`` or ``AnchoredPath``.
    """
    return fold_with_names(node, env)[0]


def fold_with_names(node: ast.expr, env: Environment) -> tuple[object, frozenset[str]]:
    """The value, and the global names that it was folded through; none if it is not constant."""
    folder = _Folder(env)
    try:
        return folder.value(node), frozenset(folder.names)
    except Exception:  # whatever the notebook's own expression raises, it has no constant value
        return UNKNOWN, frozenset()


def environment_variable(node: ast.expr, env: Environment) -> tuple[str, object] | None:
    """Name and default of an environment variable that the expression reads, else None.

    The default is ``UNKNOWN`` for ``os.environ[...]``, which has none, and where it is not
    constant; it is None for ``os.getenv(name)``.
    """
    if isinstance(node, ast.Subscript) and env.qualified(node.value) == "os.environ":
        name = fold(node.slice, env)
        return (name, UNKNOWN) if isinstance(name, str) else None
    if not isinstance(node, ast.Call):
        return None
    if env.qualified(node.func) not in ENVIRONMENT_CALLS:
        return None
    arguments = dict(zip(("key", "default"), node.args, strict=False))
    arguments.update({k.arg: k.value for k in node.keywords if k.arg})
    name = fold(arguments["key"], env) if "key" in arguments else UNKNOWN
    if not isinstance(name, str):
        return None
    return name, fold(arguments["default"], env) if "default" in arguments else None


class _Folder:
    """One evaluation; ``names`` are the global names that it has used.

    ``local`` are the variables of comprehensions around.
    """

    def __init__(self, env: Environment, fields: dict[str, object] | None = None) -> None:
        self.env = env
        self.fields = fields
        self.names: set[str] = set()
        self.local: Bound = {}

    def inside(self, bound: Bound) -> "_Folder":
        env = replace(self.env, bound=self.env.bound | dict.fromkeys(bound))
        inner = _Folder(env, None if self.fields is None else {})  # a class hides its names there
        inner.names, inner.local = self.names, bound
        return inner

    def value(self, node: ast.expr) -> object:
        evaluate = _EVALUATORS.get(type(node))
        if evaluate is None:
            raise NotConstantError
        return bounded(evaluate(self, node))

    def values(self, nodes: list[ast.expr]) -> list[object]:
        values: list[object] = []
        for node in nodes:
            if isinstance(node, ast.Starred):
                values.extend(ordered(self.value(node.value)))
            else:
                values.append(self.value(node))
        return values


def _name(folder: _Folder, node: ast.Name) -> object:
    if node.id in folder.local:
        return folder.local[node.id]
    if folder.fields is not None:
        return folder.fields[node.id]
    value = folder.env.constants[node.id]
    folder.names.add(node.id)
    return value


def _dict(folder: _Folder, node: ast.Dict) -> object:
    result: dict[object, object] = {}
    for key, value in zip(node.keys, node.values, strict=True):
        if key is None:
            inner = folder.value(value)
            if not isinstance(inner, dict):
                raise NotConstantError
            result.update(inner)
        else:
            result[plain(folder.value(key))] = folder.value(value)
    return result


def _joined(folder: _Folder, node: ast.JoinedStr) -> object:
    return reduce(concatenate, (to_text(folder.value(part)) for part in node.values), "")


def _formatted(folder: _Folder, node: ast.FormattedValue) -> object:
    value = folder.value(node.value)
    spec = folder.value(node.format_spec) if node.format_spec else ""
    conversion = chr(node.conversion) if node.conversion > 0 else ""
    if isinstance(value, (AnchoredText, AnchoredPath)) and not spec and conversion in ("", "s"):
        return to_text(value)
    return formatted(value, conversion, str(spec))


def _binary(folder: _Folder, node: ast.BinOp) -> object:
    return binary(type(node.op), folder.value(node.left), folder.value(node.right))


def _bool(folder: _Folder, node: ast.BoolOp) -> object:
    value: object = None
    for place, part in enumerate(node.values):
        value = folder.value(part)
        if isinstance(value, VariableText) and value.startswith("$") and place == 0:
            default = folder.value(node.values[1])
            if isinstance(node.op, ast.Or) and len(node.values) == 2 and isinstance(default, str):
                return VariableText(str(plain(default)))  # os.getenv("DATA") or "data"
        if bool(decided(value)) is isinstance(node.op, ast.Or):
            break
    return value


def _variable(folder: _Folder, node: ast.expr) -> object:
    """An environment variable as a path: its default, else ``$NAME``; secrets have no value."""
    found = environment_variable(node, folder.env)
    if found is None or is_secret_variable(found[0]):
        raise NotConstantError
    name, default = found
    if default is UNKNOWN and isinstance(node, ast.Call):
        raise NotConstantError
    if default is None or default is UNKNOWN:
        return VariableText(f"${name}")
    if not isinstance(default, str) or not default or default.startswith("~"):
        raise NotConstantError
    return VariableText(default)


def _conditional(folder: _Folder, node: ast.IfExp) -> object:
    return folder.value(node.body if decided(folder.value(node.test)) else node.orelse)


def _subscript(folder: _Folder, node: ast.Subscript) -> object:
    if isinstance(node.value, ast.Attribute) and node.value.attr == "parents":
        return ancestor(folder.value(node.value.value), folder.value(node.slice))
    if folder.env.qualified(node.value) == "os.environ":
        return _variable(folder, node)
    owner: Any = folder.value(node.value)
    if isinstance(owner, (str, bytes)):
        plain(owner)
    if isinstance(owner, (set, PurePosixPath)):
        raise NotConstantError
    if isinstance(node.slice, ast.Slice):
        bounds = (node.slice.lower, node.slice.upper, node.slice.step)
        return owner[slice(*(folder.value(b) if b else None for b in bounds))]
    return owner[plain(folder.value(node.slice))]


_ATTRIBUTES: dict[str, object] = {
    "os.sep": "/",
    "os.path.sep": "/",
    "os.curdir": ".",
    "os.pardir": "..",
    "math.pi": math.pi,
    "math.e": math.e,
}


def _attribute(folder: _Folder, node: ast.Attribute) -> object:
    qualified = folder.env.qualified(node)
    if qualified is not None:
        return _ATTRIBUTES[qualified]
    owner, instance = node.value, False
    if isinstance(owner, ast.Call) and not owner.args and not owner.keywords:
        owner, instance = owner.func, True
    if (
        isinstance(owner, ast.Name)
        and owner.id not in folder.local
        and f"{owner.id}.{node.attr}" in folder.env.constants
    ):
        folder.names.add(owner.id)
        return folder.env.constants[f"{owner.id}.{node.attr}"]
    if isinstance(owner, ast.Name) and owner.id in folder.env.definitions:
        return _field(folder, owner.id, node.attr, instance)
    value = folder.value(node.value)
    if not isinstance(value, PurePosixPath):
        raise NotConstantError
    return PATH_ATTRIBUTES[node.attr](value)


def _field(folder: _Folder, name: str, field: str, instance: bool) -> object:
    """``Name.field`` of a class of the notebook, from what its body alone decides."""
    node = folder.env.definitions[name].node
    if not isinstance(node, ast.ClassDef) or name in folder.env.changed:
        raise NotConstantError
    value = class_constants(node, folder.env, instance)[field]
    folder.names.add(name)
    return value


def class_constants(
    node: ast.ClassDef, env: Environment, instance: bool = False
) -> dict[str, object]:
    """The constant attributes of a class (or of an instance made without arguments).

    Only what the class body decides without the notebook's names, which may have been rebound
    since. Empty where a base class or a decorator may give the attributes another meaning.
    """
    if not plain_class(node, env, instance):
        return {}
    fields: dict[str, object] = {}
    seen = methods_of(node)
    for statement in node.body:
        for name, expression in assignments(statement):
            if name in seen:
                fields.pop(name, None)
            elif expression is not None:
                _fold_field(name, expression, env, fields)
            seen.add(name)
    if instance:
        fields.update(_set_by_init(node, env, fields))
    return fields


def _set_by_init(
    node: ast.ClassDef, env: Environment, fields: dict[str, object]
) -> dict[str, object]:
    """Attributes that ``__init__`` sets to constants, and nothing else in the class sets."""
    set_in, assigned = set_by_init(node)
    for name in set_in:
        fields.pop(name, None)
    found: dict[str, object] = {}
    own = replace(env, constants=dict(env.constants))
    for target, expression in assigned:
        _fold_field(target.attr, expression, own, found)
        if target.attr in found:
            own.constants[ast.unparse(target)] = found[target.attr]
    return found


def _fold_field(
    name: str, expression: ast.expr, env: Environment, fields: dict[str, object]
) -> None:
    try:
        fields[name] = _Folder(env, fields).value(expression)
    except Exception:  # as in fold_with_names
        return


_FUNCTIONS = {**PATH_FUNCTIONS, **BUILTIN_FUNCTIONS}


def _call(folder: _Folder, node: ast.Call) -> object:
    if folder.env.qualified(node.func) in ENVIRONMENT_CALLS:
        return _variable(folder, node)
    args = folder.values(list(map(as_list, node.args)))
    if any(keyword.arg is None for keyword in node.keywords):
        raise NotConstantError
    keywords = {k.arg: folder.value(k.value) for k in node.keywords if k.arg}
    qualified = folder.env.qualified(node.func)
    if isinstance(node.func, ast.Name) and node.func.id in folder.env.definitions:
        return _own_function(folder, node.func.id, args, keywords)
    if qualified == "dict":
        return dict(*args, **keywords)
    if qualified is not None:
        if keywords:
            raise NotConstantError
        return _FUNCTIONS[qualified](*args)
    if not isinstance(node.func, ast.Attribute):
        raise NotConstantError
    return call_method(folder.value(node.func.value), node.func.attr, args, keywords)


def _own_function(
    folder: _Folder, name: str, args: list[object], keywords: dict[str, object]
) -> object:
    """What a function of the notebook gives that only computes a value: ``return ROOT / name``."""
    found = plain_function(folder.env.definitions[name].node)
    if found is None or folder.fields is not None or name in folder.env.changed:
        raise NotConstantError
    parameters, assigned, result = found
    given = {**dict(zip(parameters, args, strict=False)), **keywords}
    if len(args) > len(parameters) or not given.keys() <= parameters.keys():
        raise NotConstantError
    others = {n: d for n, d in folder.env.definitions.items() if n != name}
    inner = _Folder(replace(folder.env, constants=dict(folder.env.constants), definitions=others))
    for parameter, default in parameters.items():
        if parameter not in given and default is None:
            raise NotConstantError
        value = given[parameter] if parameter in given else inner.value(default)  # type: ignore[arg-type]
        inner.env.constants[parameter] = value
    for variable, expression in assigned:
        inner.env.constants[variable] = inner.value(expression)
    value = inner.value(result)
    local = parameters.keys() | {variable for variable, _ in assigned}
    folder.names |= {name, *(inner.names - local)}
    return value


_EVALUATORS: dict[type[ast.expr], Callable[[_Folder, Any], object]] = {
    ast.Constant: lambda folder, node: node.value,
    ast.Name: _name,
    ast.List: lambda folder, node: folder.values(node.elts),
    ast.Tuple: lambda folder, node: tuple(folder.values(node.elts)),
    ast.Set: lambda folder, node: set(folder.values(node.elts)),
    ast.Dict: _dict,
    ast.ListComp: comprehension,
    ast.SetComp: lambda folder, node: set(comprehension(folder, node)),
    ast.DictComp: lambda folder, node: dict(comprehension(folder, node)),
    ast.JoinedStr: _joined,
    ast.FormattedValue: _formatted,
    ast.BinOp: _binary,
    ast.UnaryOp: lambda folder, node: UNARY[type(node.op)](plain(folder.value(node.operand))),
    ast.BoolOp: _bool,
    ast.Compare: compare,
    ast.IfExp: _conditional,
    ast.Subscript: _subscript,
    ast.Attribute: _attribute,
    ast.Call: _call,
}
