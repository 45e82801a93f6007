"""The values that a loop variable takes, where the notebook's text decides them."""

import ast
from collections.abc import Mapping
from itertools import product

from nb2prod.analysis.constants.fold import UNKNOWN, fold
from nb2prod.analysis.environment import Environment
from nb2prod.analysis.syntax.name_nodes import named
from nb2prod.records import replace

MOST = 256
"""More values than this are not followed."""

Choices = Mapping[str, tuple[object, ...]]

_SAME_ITEMS = {"sorted", "list", "tuple", "reversed", "tqdm.tqdm", "tqdm.auto.tqdm"}
_SAME_ITEMS |= {"tqdm.notebook.tqdm"}


def iterated(node: ast.expr, env: Environment) -> tuple[object, ...] | None:
    """What a loop over the expression gives, in any order; None where that is not known."""
    value = fold(node, env)
    if isinstance(value, (list, tuple, dict)):
        return tuple(value) if len(value) <= MOST else None
    if not isinstance(node, ast.Call) or node.keywords:
        return None
    name = env.qualified(node.func)
    if name == "range":
        return _range([fold(a, env) for a in node.args])
    if name in _SAME_ITEMS and node.args:
        return iterated(node.args[0], env)
    if name == "enumerate" and len(node.args) == 1:
        items = iterated(node.args[0], env)
        return tuple(enumerate(items)) if items is not None else None
    if name == "zip":
        parts = [iterated(a, env) for a in node.args]
        known = [p for p in parts if p is not None]
        return tuple(zip(*known, strict=False)) if len(known) == len(parts) else None
    if isinstance(node.func, ast.Attribute) and not node.args:
        owner = fold(node.func.value, env)
        if isinstance(owner, dict) and node.func.attr in ("items", "keys", "values"):
            return tuple(getattr(owner, node.func.attr)())
    return None


def _range(arguments: list[object]) -> tuple[object, ...] | None:
    numbers = [a for a in arguments if isinstance(a, int)]
    if len(numbers) != len(arguments) or not 0 < len(numbers) < 4:
        return None
    if len(numbers) == 3 and numbers[2] == 0:
        return None
    values = range(*numbers)
    return tuple(values) if len(values) <= MOST else None


def bound_by(target: ast.expr, items: tuple[object, ...]) -> dict[str, tuple[object, ...]]:
    """The values of the names in a loop's target."""
    if isinstance(target, ast.Name):
        return {target.id: items}
    if not isinstance(target, (ast.Tuple, ast.List)):
        return {}
    found: dict[str, tuple[object, ...]] = {}
    rows = [item for item in items if isinstance(item, tuple) and len(item) == len(target.elts)]
    if len(rows) == len(items):
        for place, part in enumerate(target.elts):
            found.update(bound_by(part, tuple(row[place] for row in rows)))
    return found


def values_of(node: ast.expr, env: Environment, choices: Choices) -> tuple[object, ...] | None:
    """All that the expression may give for the choices of its names; None if not known.

    Names that are chosen together are taken to be independent, so some values may never occur.
    """
    names = sorted(named(node) & choices.keys())
    size = 1
    for name in names:
        size *= len(choices[name])
    if not names or not 0 < size <= MOST:
        return None
    found: dict[object, None] = {}
    constants = dict(env.constants)
    inner = replace(env, constants=constants)
    for combination in product(*(choices[n] for n in names)):
        constants.update(zip(names, combination, strict=True))
        value = fold(node, inner)
        if value is UNKNOWN:
            return None
        try:
            found[value] = None
        except TypeError:
            return None
    return tuple(found)
