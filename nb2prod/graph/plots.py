"""Statements that show figures, and values that are plots."""

import ast
from collections.abc import Collection, Iterable, Mapping

from nb2prod.analysis.environment import Environment
from nb2prod.analysis.model import Analysed, Definition
from nb2prod.analysis.syntax.nodes import nodes_of

SHOWS = ("matplotlib.pyplot.show", "pylab.show", "matplotlib.pylab.show")
_OF_THE_MOMENT = frozenset(
    f"{module}.{name}" for module in ("matplotlib.pyplot", "pylab", "matplotlib.pylab")
    for name in ("gca", "gcf", "sca", "cla", "clf", "savefig")
)  # fmt: skip
"""Functions that give the figure of the moment, save it, or go on with another part of it."""
_PLOTS = ("plotly.",)
_PLOT_MAKERS = ("plotly.express.", "plotly.graph_objects.Figure", "plotly.graph_objs.Figure",
                "plotly.subplots.make_subplots", "plotly.figure_factory.create_")  # fmt: skip
"""Libraries whose plots are pages, and what makes one."""
_COUNTERS = frozenset({"enumerate", "len", "list", "range", "sorted", "zip"})
"""Functions that loops count with."""


def uses_plots(env: Environment) -> bool:
    """Whether the notebook imports a library whose plots are pages."""
    return any(f"{name}.".startswith(_PLOTS) for name in env.imports.values())


def makes_plot(node: ast.expr, env: Environment) -> bool:
    """Whether an expression makes a plot that is a page."""
    return isinstance(node, ast.Call) and (env.qualified(node.func) or "").startswith(_PLOT_MAKERS)


def plot_names(nodes: Iterable[ast.stmt], env: Environment) -> frozenset[str]:
    """Names that the statements bind to plots that are pages."""
    if not uses_plots(env):
        return frozenset()
    assigned = (n for n in nodes if isinstance(n, ast.Assign) and makes_plot(n.value, env))
    return frozenset(t.id for n in assigned for t in n.targets if isinstance(t, ast.Name))


def plot_left(statement: ast.stmt, plots: Collection[str], env: Environment) -> ast.expr | None:
    """The plot that a cell ends with, so that the notebook shows it; `plots` are names of some."""
    if not isinstance(statement, ast.Expr):
        return None
    value = statement.value
    known = isinstance(value, ast.Name) and value.id in plots
    return value if known or makes_plot(value, env) else None


def is_figure_show(node: ast.Call) -> bool:
    """Whether the call is ``fig.show()``."""
    func = node.func
    if not isinstance(func, ast.Attribute) or func.attr != "show" or node.args:
        return False
    return isinstance(func.value, ast.Name) and func.value.id in ("fig", "figure", "f")


def touches(analysed: Analysed, env: Environment) -> bool:
    """Whether a statement saves a figure, or asks for the one of the moment."""
    if any("savefig" in call.row.name for call in analysed.facts.io):
        return True
    calls = nodes_of(ast.Call, analysed.statement.nodes)
    return not _OF_THE_MOMENT.isdisjoint(env.qualified(call.func) for call in calls)


def shows(nodes: Iterable[ast.AST], env: Environment) -> bool:
    """Whether a statement shows, saves or closes figures, so that nothing is left open."""
    ends = (*SHOWS, "matplotlib.pyplot.close")
    calls = nodes_of(ast.Call, nodes)
    return any(env.qualified(call.func) in ends or is_figure_show(call) for call in calls)


def shown_by_calls(
    nodes: Iterable[ast.AST], definitions: Mapping[str, Definition], env: Environment
) -> bool:
    """Whether all that a statement calls are functions that show figures at their ends."""
    called = {node.func for node in nodes_of(ast.Call, nodes)}
    names = {func.id if isinstance(func, ast.Name) else "" for func in called}
    found = [definitions[name].node for name in names if name in definitions]
    return (
        bool(found)
        and names <= definitions.keys() | _COUNTERS
        and all(isinstance(node, ast.FunctionDef) and _ends_shown(node, env) for node in found)
    )


def _ends_shown(node: ast.FunctionDef, env: Environment) -> bool:
    *before, last = node.body
    if isinstance(last, ast.Return) and before and not nodes_of(ast.Call, [last]):
        last = before[-1]
    return isinstance(last, ast.Expr) and shows([last], env)
