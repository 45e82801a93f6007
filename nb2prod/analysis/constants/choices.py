"""The values that a loop variable takes, where the notebook's text decides them."""

import ast
from collections.abc import Mapping
from itertools import product

from nb2prod.analysis.constants.fold import UNKNOWN, fold
from nb2prod.analysis.constants.fold_loops import MOST, items_of
from nb2prod.analysis.environment import Environment
from nb2prod.analysis.syntax.nodes import named
from nb2prod.records import replace

Choices = Mapping[str, tuple[object, ...]]


def iterated(node: ast.expr, env: Environment) -> tuple[object, ...] | None:
    """What a loop over the expression gives; None where that is not known."""
    try:
        return items_of(node, env, lambda part: fold(part, env))
    except Exception:  # whatever the notebook's own expression raises, it has no constant value
        return None


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
    So are those of a dict that is looked up by a key which is not known.
    """
    if isinstance(node, ast.Subscript) and fold(node.slice, env) is UNKNOWN:
        looked_up = fold(node.value, env)
        if isinstance(looked_up, dict) and not any(map(choices.get, named(node.slice))):
            return tuple(looked_up.values()) if 0 < len(looked_up) <= MOST else None
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
