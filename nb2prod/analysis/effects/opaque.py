"""Code that the analysis cannot follow."""

import ast
from collections.abc import Iterable, Sequence

from nb2prod.analysis.constants.fold import UNKNOWN, fold
from nb2prod.analysis.environment import Environment
from nb2prod.analysis.syntax.nodes import nodes_of
from nb2prod.diagnostics import Diagnostic, Place
from nb2prod.knowledge.effect_tables import LEFT_BEHIND

_ADVICE = {
    "eval": "Write the expression itself.",
    "exec": "Write the code itself, or put it in a module and import it.",
    "compile": "Write the code itself.",
    "globals": "Use the names themselves, or a dict of your own.",
    "locals": "Use the names themselves, or a dict of your own.",
    "vars": "Use the names themselves, or a dict of your own.",
    "__import__": "Use an import statement.",
    "importlib.import_module": "Use an import statement.",
    "setattr": "Assign the attribute where the module is defined.",
    "delattr": "Leave the module's attribute as it is.",
    "get_ipython": "Take the line out, or tag the cell `skip`.",
    "IPython.get_ipython": "Take the line out, or tag the cell `skip`.",
    "IPython.core.getipython.get_ipython": "Take the line out, or tag the cell `skip`.",
    "runpy.run_path": "Put the code in a module and import it.",
}


def opaque_in(nodes: Iterable[ast.AST], env: Environment, place: Place) -> tuple[Diagnostic, ...]:
    """A finding for each construct that hides which names are read or bound."""
    found: list[Diagnostic] = []
    calls = nodes_of(ast.Call, nodes)
    for node in calls:
        if (name := _hidden(node, env)) and not _is_left_behind(node, calls, env):
            found.append(
                Diagnostic(
                    f"`{name}` hides which names are used.",
                    _ADVICE[name],
                    Place(place.cell, place.cell_id, node.lineno),
                )
            )
    return tuple(found)


def _is_left_behind(node: ast.Call, calls: Sequence[ast.Call], env: Environment) -> bool:
    """Whether it only serves a call that is left out: ``binder.bind(globals())``."""
    return any(node in one.args and env.qualified(one.func) in LEFT_BEHIND for one in calls)


def _hidden(node: ast.Call, env: Environment) -> str | None:
    name = env.qualified(node.func)
    if name is None or name not in _ADVICE:
        return None
    if name == "vars" and node.args:
        return None
    if name in ("__import__", "importlib.import_module"):
        constant = fold(node.args[0], env) if node.args else UNKNOWN
        return None if isinstance(constant, str) else name
    if name in ("setattr", "delattr"):
        return name if node.args and env.qualified(node.args[0]) else None
    return name


def unknown_star(module: str, place: Place) -> Diagnostic:
    """The finding for ``from module import *`` of a module whose names are not known."""
    return Diagnostic(
        f"`from {module} import *` hides which names are bound.",
        f"Import the names that are used: `from {module} import a, b`.",
        place,
    )
