"""Notes on charts, tables and pages that a cell shows as HTML, and that no script keeps."""

import ast
from collections.abc import Iterator, Mapping
from itertools import groupby

from nb2prod.analysis.environment import Environment
from nb2prod.analysis.model import Analysis
from nb2prod.analysis.scores.score_names import shown_parts
from nb2prod.analysis.types.infer import type_of
from nb2prod.diagnostics import Diagnostic, note
from nb2prod.graph.surroundings import names_of
from nb2prod.notebook.model import STAGES

_SAVED_BY = {
    "altair": '`.save("chart.html")`',
    "bokeh": '`bokeh.plotting.save(plot, "plot.html")`',
    "folium": '`.save("map.html")`',
    "holoviews": '`holoviews.save(plot, "plot.html")`',
    "ipywidgets": "",
    "IPython.display.HTML": "`.data`, written to a file",
    "pandas.io.formats.style.Styler": '`.to_html("table.html")`',
    "pydeck": '`.to_html("map.html")`',
    "pyvis": '`.save_graph("graph.html")`',
}
"""What a notebook shows as a page, by library or class, and how it is saved."""
_SHOWS = frozenset({"bokeh.io.show", "bokeh.plotting.show"})


def lost_pages(analysis: Analysis) -> Iterator[Diagnostic]:
    """A note for each cell of a stage that shows such a page, and writes no file."""
    env, made = names_of(analysis.imports), dict[str, str]()
    for cell, group in groupby(analysis.statements, lambda a: a.statement.cell):
        own = list(group)
        found = ""
        for a in own:
            env.types.update(a.facts.types)
            node = a.statement.nodes[-1]
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                made[node.targets[0].id] = _maker(node.value, env, made)
            if cell.role in STAGES and isinstance(node, ast.Expr):
                found = found or _page(node.value, a is own[-1], env, made)
        if found and not any(call.writes for a in own for call in a.facts.io):
            said = _SAVED_BY[found]
            name = found.rpartition(".")[2]
            message = (
                f"the cell shows what {name} makes, as a page in the notebook; no script keeps it."
            )
            advice = f"Save it to a file: {said}." if said else "Print what should be seen."
            yield note("NB244", message, own[-1].statement.place, advice)


def _page(node: ast.expr, last: bool, env: Environment, made: Mapping[str, str]) -> str:
    """Which of the libraries makes what an expression shows; `made` are names of such pages."""
    if isinstance(node, ast.Call) and env.qualified(node.func) in _SHOWS:
        return "bokeh"
    parts = shown_parts(node)
    if not last and parts == [node]:
        return ""
    return next(filter(None, (_maker(part, env, made) for part in parts)), "")


def _maker(node: ast.expr, env: Environment, made: Mapping[str, str]) -> str:
    if isinstance(node, ast.Name) and node.id in made:
        return made[node.id]
    kind = type_of(node, env)
    start = node
    while isinstance(start, ast.Attribute | ast.Call) and not env.qualified(start):
        if isinstance(start, ast.Attribute) and start.attr == "style":
            return "pandas.io.formats.style.Styler"
        start = start.func if isinstance(start, ast.Call) else start.value
    names = [f"{one}." for one in (kind.name if kind else "", env.qualified(start) or "")]
    return next((by for by in _SAVED_BY if any(n.startswith(f"{by}.") for n in names)), "")
