"""Default values of parameters: objects that live as long as their definition."""

import ast

from nb2prod.analysis.environment import Environment
from nb2prod.analysis.syntax import scope
from nb2prod.analysis.syntax.nodes import computed_defaults
from nb2prod.analysis.types import kinds
from nb2prod.analysis.types.infer import type_of


def changeable_defaults(node: scope.FunctionNode, env: Environment) -> dict[str, ast.expr]:
    """The default values that may be objects which can be changed, by parameter.

    `env` is that of the definition: the names may stand for other values afterwards.
    """
    return {
        name: e
        for name, e in computed_defaults(node.args).items()
        if not env.qualified(e) and not kinds.is_immutable(type_of(e, env))
    }


def default_name(unit: str, parameter: str) -> str:
    """What the object is called that is the default value of a parameter."""
    return f"{unit}.{parameter}"
