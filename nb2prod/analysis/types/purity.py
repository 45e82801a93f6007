"""Expressions without side effects, whose display is all that is lost without them."""

import ast

from nb2prod.analysis.environment import Environment
from nb2prod.analysis.syntax.nodes import child_nodes
from nb2prod.analysis.types.infer import type_of
from nb2prod.analysis.types.mutation import Effect, method_effect
from nb2prod.knowledge.effect_tables import (
    ACTING,
    COMPUTING_MODULES,
    CONSUMERS,
    FRESH_FUNCTIONS,
    PURE_FUNCTIONS,
)
from nb2prod.knowledge.lookup import at_or_below
from nb2prod.knowledge.methods import KEYWORD_MUTATORS, METHOD_ARGUMENT_MUTATORS
from nb2prod.knowledge.type_tables import METHOD_RETURNS

_IMPURE_METHODS = frozenset({"info", "summary", "save", "show", "stat", "to_clipboard", "to_gbq"})
_IMPURE_METHODS |= METHOD_ARGUMENT_MUTATORS.keys()
_UNCLEAR = frozenset({"find", "trace", "translate"})
"""Methods of texts and arrays that act, by their name, where an object of another sort has them."""
_TRANSPARENT = (
    ast.Attribute, ast.BinOp, ast.BoolOp, ast.Compare, ast.Constant, ast.Dict, ast.FormattedValue,
    ast.IfExp, ast.JoinedStr, ast.Lambda, ast.List, ast.Name, ast.Set, ast.Slice, ast.Starred,
    ast.Subscript, ast.Tuple, ast.UnaryOp, ast.ListComp, ast.SetComp, ast.DictComp,
    ast.GeneratorExp,
)  # fmt: skip


def is_pure(node: ast.expr, env: Environment) -> bool:
    """Whether the expression has no effect, as far as calls of libraries go.

    What it does through definitions of the notebook, files and random streams is for the caller
    to ask.
    """
    if isinstance(node, ast.Call):
        if not is_pure_call(node, env):
            return False
    elif not isinstance(node, _TRANSPARENT) or _is_impure_function(node, env):
        return False
    return all(is_pure(child, env) for child in _parts(node))


def _is_impure_function(node: ast.expr, env: Environment) -> bool:
    """A function that is handed on, as in ``s.map(print)``."""
    name = env.qualified(node)
    return name is not None and (name in ACTING or name in CONSUMERS)


def _parts(node: ast.AST) -> list[ast.expr]:
    found: list[ast.expr] = []
    for child in child_nodes(node):
        if isinstance(child, ast.expr):
            found.append(child)
        elif isinstance(child, ast.comprehension | ast.keyword | ast.arguments):
            found.extend(_parts(child))
    return found


def is_pure_call(node: ast.Call, env: Environment) -> bool:
    """Whether to call it has no effect, whatever its arguments do."""
    if any(k.arg in KEYWORD_MUTATORS and k.arg != "random_state" for k in node.keywords):
        return False
    name = env.qualified(node.func)
    if name is not None:
        known = (
            name in FRESH_FUNCTIONS
            or name in PURE_FUNCTIONS
            or at_or_below(name, COMPUTING_MODULES)
        )
        return known and name not in ACTING
    if not isinstance(node.func, ast.Attribute) or node.func.attr in _IMPURE_METHODS:
        return False
    kind, name = type_of(node.func.value, env), node.func.attr
    if kind is None and name in _UNCLEAR:
        return False
    acts = kind is not None and METHOD_RETURNS.get(kind.name, {}).get(name) == "None"
    return not acts and method_effect(name, kind, node) is Effect.NONE
