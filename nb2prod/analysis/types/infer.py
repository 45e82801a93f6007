"""Types of expressions, of the names that a statement binds, and of what a function returns.

Static, and certain rather than complete: an unknown type is None.
"""

import ast

from nb2prod.analysis.environment import Environment
from nb2prod.analysis.model import Type
from nb2prod.analysis.types import infer_expressions
from nb2prod.analysis.types.algebra import certain, copied
from nb2prod.analysis.types.infer_flow import Flow
from nb2prod.analysis.types.infer_follow import Following, result_type

__all__ = ["bound_types", "return_type", "type_of"]

_FROM_OUTSIDE = Following()


def type_of(node: ast.expr, env: Environment) -> Type | None:
    """The type of an expression's value, None where it is not certain.

    Calls of the notebook's functions are followed where their result depends on the arguments.
    """
    try:
        return certain(infer_expressions.type_of(node, env, _FROM_OUTSIDE))
    except RecursionError:  # nothing is known of an expression that is nested so deep
        return None


def bound_types(node: ast.stmt, env: Environment) -> dict[str, Type | None]:
    """The types, after the statement, of the names whose type it may settle or change.

    These are the names that it may bind as values, walrus targets and the ``global`` names of
    called definitions included, and those whose value it may change so that less is known of it:
    after ``d["k"] = frame`` a ``dict[str, int]`` is a ``dict``. None is unknown. Names bound by
    imports and by class and function statements are left out, as are deleted names.
    """
    flow = Flow(copied(env), follow=_FROM_OUTSIDE)
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
    try:
        return result_type(node, env, owner, {}, _FROM_OUTSIDE)
    except RecursionError:
        return None
