"""Figures: what a notebook shows or saves is collected, and saved by the path layer."""

import ast
import copy
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from nb2prod.analysis.environment import Environment
from nb2prod.graph.plots import SHOWS, is_figure_show, makes_plot, uses_plots
from nb2prod.plan.model import Edit
from nb2prod.plan.paths import Use, span

SHOW = "show_figures"
KEEP = "keep_figure"
PLOT = "show_plot"

_DISPLAYS = ("display", "IPython.display.display", "IPython.core.display.display")


def figure_edits(
    nodes: Iterable[ast.AST], uses: Iterable[Use], env: Environment, where: str
) -> Iterator[Edit]:
    """Edits for ``plt.show()``, ``savefig(...)`` and ``display(...)`` in the nodes.

    `where` is the name for files of figures that have none: ``cell_7``.
    """
    plots = uses_plots(env)
    saved = {id(use.call.node): use for use in uses if use.figure and use.call}
    for node in nodes:
        for child in ast.walk(node):
            if isinstance(child, ast.Name) and child.id == "__name__":
                yield Edit(span(child), repr("__main__"))  # what a notebook's module is called
            if not isinstance(child, ast.Call):
                continue
            name = env.qualified(child.func)
            if id(child) in saved:
                yield Edit(span(child), _keep(child, saved[id(child)]))
            elif plots and _is_plot_show(child, env):
                assert isinstance(child.func, ast.Attribute)
                shown = ast.unparse(child.func.value)
                yield Edit(span(child), f"{PLOT}({shown}, {where!r})")
            elif name in SHOWS or is_figure_show(child):
                yield Edit(span(child), f"{SHOW}({where!r})")
            elif name in _DISPLAYS:
                yield Edit(span(child.func), "print")


def _is_plot_show(node: ast.Call, env: Environment) -> bool:
    """Whether ``fig.show()`` may show a plot that is a page; the value decides when it runs."""
    func = node.func
    if not isinstance(func, ast.Attribute) or func.attr != "show" or env.qualified(func):
        return False
    return isinstance(func.value, ast.Name) or makes_plot(func.value, env)


def _keep(node: ast.Call, use: Use) -> str:
    """``plt.savefig("plots/roc.png", dpi=80)`` -> ``keep_figure("roc", dpi=80)``."""
    keywords = [k for k in node.keywords if k.value is not use.argument]
    arguments: list[ast.expr] = []
    if use.path is not None:
        path = PurePosixPath(use.path)
        arguments.append(ast.Constant(path.stem))
        suffix = path.suffix.lstrip(".").lower()
        if suffix and suffix != "png" and all(k.arg != "format" for k in keywords):
            keywords = [*keywords, ast.keyword("format", ast.Constant(suffix))]
    else:
        path_call = ast.Call(ast.Name("Path", ast.Load()), [copy.deepcopy(use.argument)], [])
        arguments.append(ast.Attribute(path_call, "stem", ast.Load()))
    assert isinstance(node.func, ast.Attribute | ast.Name)
    row = use.call.row.name if use.call else ""
    if row.startswith(".") and isinstance(node.func, ast.Attribute):
        arguments.append(copy.deepcopy(node.func.value))
    call = ast.Call(ast.Name(KEEP, ast.Load()), arguments, list(keywords))
    return ast.unparse(ast.fix_missing_locations(call))
