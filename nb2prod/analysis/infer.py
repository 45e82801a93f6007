"""Types of expressions, of the names that a statement binds, and of what a function returns.

Static, and certain rather than complete: an unknown type is None.
"""

import ast

from nb2prod.analysis.environment import Environment
from nb2prod.analysis.infer_base import GENERATOR, bind, copied, join
from nb2prod.analysis.infer_expressions import type_of
from nb2prod.analysis.infer_flow import Flow
from nb2prod.analysis.infer_hints import hinted
from nb2prod.analysis.infer_state import bound_names
from nb2prod.analysis.model import Type

__all__ = ["bound_types", "return_type", "type_of"]

_METHOD_KINDS = frozenset({"staticmethod", "classmethod", "property"})


def bound_types(node: ast.stmt, env: Environment) -> dict[str, Type | None]:
    """The types, after the statement, of the names whose type it may settle or change.

    These are the names that it may bind as values, walrus targets and the ``global`` names of
    called definitions included, and those whose value it may change so that less is known of it:
    after ``d["k"] = frame`` a ``dict[str, int]`` is a ``dict``. None is unknown. Names bound by
    imports and by class and function statements are left out, as are deleted names.
    """
    flow = Flow(copied(env))
    try:
        flow.statement(node)
    except RecursionError:
        return dict.fromkeys(flow.touched)
    after = flow.env
    return {
        name: after.types.get(name)
        for name in sorted(flow.touched)
        if name in after.bound and name not in after.imports and name not in after.definitions
    }


def return_type(
    node: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda,
    env: Environment,
    owner: str | None = None,
) -> Type | None:
    """What a call of the function gives, where that is certain.

    The annotation of the result is believed where the body does not tell; parameters have the
    types of their annotations. Globals may have changed their type until the call, so only the
    imports and definitions of ``env`` are used. ``owner`` is the class of a method, then the
    first parameter is a ``notebook.OWNER``.
    """
    if isinstance(node, ast.AsyncFunctionDef):
        return None
    kinds: list[str] = []
    if isinstance(node, ast.FunctionDef):
        kinds = [d.id if isinstance(d, ast.Name) else "" for d in node.decorator_list]
        if not set(kinds) <= _METHOD_KINDS:
            return None
    try:
        inside = _inside(node, env, owner if not set(kinds) - {"property"} else None)
        if isinstance(node, ast.Lambda):
            return type_of(node.body, inside)
        return _result(node, inside) or hinted(node.returns, env)
    except RecursionError:
        return None


def _result(node: ast.FunctionDef, inside: Environment) -> Type | None:
    flow = Flow(inside, local=True)
    falls_through = flow.block(node.body)
    if flow.generates:
        return Type(GENERATOR)
    if falls_through:
        flow.returned.append(Type("None"))
    return join(flow.returned)


def _inside(node: ast.FunctionDef | ast.Lambda, env: Environment, owner: str | None) -> Environment:
    """The environment of the body: parameters bound, other locals not yet."""
    inside = copied(env)
    inside.bound |= inside.types.keys() | inside.constants.keys()
    inside.types.clear()
    inside.constants.clear()
    for name in bound_names(node.body if isinstance(node, ast.FunctionDef) else [node.body]):
        bind(inside, name, None)
        inside.bound.discard(name)
    arguments = node.args
    positional = [*arguments.posonlyargs, *arguments.args]
    defaults = [None] * (len(positional) - len(arguments.defaults)) + arguments.defaults
    pairs = [
        *zip(positional, defaults, strict=True),
        *zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True),
    ]
    for parameter, default in pairs:
        optional = isinstance(default, ast.Constant) and default.value is None
        bind(inside, parameter.arg, None if optional else hinted(parameter.annotation, env))
    if arguments.vararg:
        bind(inside, arguments.vararg.arg, Type("tuple"))
    if arguments.kwarg:
        bind(inside, arguments.kwarg.arg, Type("dict"))
    if owner and positional:
        bind(inside, positional[0].arg, Type(f"notebook.{owner}"))
    return inside
