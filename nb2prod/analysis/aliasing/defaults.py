"""Default values of parameters: objects that live as long as their definition."""

import ast

from nb2prod.analysis.environment import Environment
from nb2prod.analysis.syntax import scope
from nb2prod.analysis.types import kinds
from nb2prod.analysis.types.infer import type_of


def changeable_defaults(node: scope.FunctionNode, env: Environment) -> dict[str, ast.expr]:
    """The default values that may be objects which can be changed, by parameter.

    `env` is that of the definition: the names may stand for other values afterwards.
    """
    return {
        name: e
        for name, e in computed_defaults(node).items()
        if not env.qualified(e) and not kinds.is_immutable(type_of(e, env))
    }


def computed_defaults(node: scope.FunctionNode) -> dict[str, ast.expr]:
    """The default values that are no constants, by parameter."""
    arguments = node.args
    positional = [*arguments.posonlyargs, *arguments.args]
    first = len(positional) - len(arguments.defaults)
    pairs = [
        *zip(positional[first:], arguments.defaults, strict=True),
        *zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True),
    ]
    return {a.arg: e for a, e in pairs if e is not None and not _is_constant(e)}


def _is_constant(node: ast.expr) -> bool:
    match node:
        case ast.Constant() | ast.Lambda():
            return True
        case ast.UnaryOp(operand=operand):
            return _is_constant(operand)
        case ast.Tuple(elts=elements):
            return all(map(_is_constant, elements))
    return False


def default_name(unit: str, parameter: str) -> str:
    """What the object is called that is the default value of a parameter."""
    return f"{unit}.{parameter}"
