"""Models of formulas: what is loaded looks up the names of its formula again."""

import ast
from collections.abc import Iterable

from nb2prod.analysis.environment import Environment
from nb2prod.analysis.syntax.nodes import nodes_of
from nb2prod.analysis.text_names import named_in_text
from nb2prod.graph.units import Unit


def formula_models(units: Iterable[Unit], env: Environment) -> dict[str, frozenset[str]]:
    """Values of statsmodels that a formula with names of the notebook made, with those names.

    Their ``__setstate__`` evaluates the formula in the frames right above it. So they are pickled
    by lines of the stage itself, whose module imports the names.
    """
    found: dict[str, frozenset[str]] = {}
    for unit in units:
        for node in unit.analysed.statement.nodes:
            if not isinstance(node, ast.Assign):
                continue
            calls = nodes_of(ast.Call, [node.value])
            names = frozenset(
                n.id for c in calls if _takes_formula(c, env) for n in named_in_text(c)
            )
            names |= _fitted(node.value, found)
            targets = [t.id for t in node.targets if isinstance(t, ast.Name)]
            found |= {t: found.get(t, frozenset()) | names for t in targets if names}
    return found


def _takes_formula(call: ast.Call, env: Environment) -> bool:
    name = env.qualified(call.func) or ""
    method = call.func.attr if isinstance(call.func, ast.Attribute) else ""
    return name.startswith("statsmodels.") or method == "from_formula"


def _fitted(value: ast.expr, models: dict[str, frozenset[str]]) -> frozenset[str]:
    """The names of the formula of a model that ``model.fit()`` fits."""
    match value:
        case ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr=method)):
            return models.get(name, frozenset()) if method.startswith("fit") else frozenset()
        case ast.Name(id=name):
            return models.get(name, frozenset())
    return frozenset()
