"""Models with formulas: a loaded model looks up the names of its formula again."""

import ast
from collections.abc import Iterable

from nb2prod.analysis.environment import Environment
from nb2prod.analysis.syntax.nodes import method_name, nodes_of
from nb2prod.analysis.text_names import named_in_text
from nb2prod.graph.units import Unit


def formula_models(units: Iterable[Unit], env: Environment) -> dict[str, frozenset[str]]:
    """Names of values that may hold a model of statsmodels, with the names that its formula reads.

    Their ``__setstate__`` evaluates the formula in the frames right above it. So they are pickled
    by lines of the stage itself, whose module imports the names. A value that is made of such a
    one is taken for one too, in containers and out of functions: only its format is decided by it.
    """
    found = _makers(env)
    for unit in units:
        facts = unit.analysed.facts
        names = _in_formulas(unit.analysed.statement.nodes, env)
        names = names.union(*(found[name] for name in facts.reads if name in found))
        if names:
            found |= {t: found.get(t, frozenset()) | names for t in facts.may_bind | facts.mutates}
    return found


def _makers(env: Environment) -> dict[str, frozenset[str]]:
    """Functions and classes that make such models, by themselves or through others."""
    found = {name: _in_formulas([d.node], env) for name, d in env.definitions.items()}
    for _ in found:
        before = found
        found = {
            name: names.union(*(before.get(n, frozenset()) for n in env.definitions[name].reads))
            for name, names in before.items()
        }
        if found == before:
            break
    return {name: names for name, names in found.items() if names}


def _in_formulas(nodes: Iterable[ast.AST], env: Environment) -> frozenset[str]:
    calls = nodes_of(ast.Call, nodes)
    return frozenset(n.id for c in calls if _takes_formula(c, env) for n in named_in_text(c))


def _takes_formula(call: ast.Call, env: Environment) -> bool:
    name = env.qualified(call.func) or ""
    return name.startswith("statsmodels.") or method_name(call) == "from_formula"
