"""Lines that show what a cell drew and left open, as the notebook does at the end of a cell."""

import ast
from collections.abc import Collection, Iterable, Iterator

from nb2prod.graph.plots import plot_left, shown_by_calls, shows
from nb2prod.graph.units import Part, Unit
from nb2prod.naming import fresh
from nb2prod.plan.draft import Draft
from nb2prod.plan.figures import Sink, figure_edits, keeps_figures, title_of
from nb2prod.plan.lines import Line
from nb2prod.plan.model import Edit
from nb2prod.plan.paths import span
from nb2prod.records import replace


def with_figures(draft: Draft, part: Part, lines: Iterable[Line]) -> tuple[list[Line], bool]:
    """The lines of a data layer with the figures that they show; whether there are any."""
    found: list[Line] = []
    drawing, cell, shown, figures = False, 0, 0, False
    nodes: list[ast.AST] = []
    used: set[str] = set()
    for line in lines:
        unit = line.unit
        if unit is None:
            found.append(line)
            continue
        if int(unit.cell) != cell:  # the parts of a cell draw on one figure
            if drawing:
                sink = _sink(draft, part, nodes, shown, used)
                found.append(Line(text=sink.shown(ast.Name("plt"))))
                used.add(sink.name)
                shown += 1
            drawing, cell, nodes = False, int(unit.cell), []
        own = unit.analysed.statement.nodes
        nodes += own
        sink = _sink(draft, part, nodes, shown, used)
        made = [
            *figure_edits(own, draft.uses_of(unit), draft.env, sink, draft.lifting.figure_names)
        ]
        made += _left_plot(draft, unit, sink)
        drawing = drawing or unit.analysed.facts.draws_figure
        if shows(own, draft.env):
            drawing, nodes, shown = False, [], shown + 1
            used.add(sink.name)
        elif shown_by_calls(own, unit.definitions, draft.env):
            drawing, nodes = False, []
        calls = unit.analysed.facts.reads & unit.definitions.keys()
        handed = any(draft.is_handed_figures(name, unit.definitions) for name in calls)
        figures = figures or unit.analysed.facts.draws_figure or handed or keeps_figures(made)
        found.append(replace(line, edits=(*line.edits, *made)))
    if drawing:
        sink = _sink(draft, part, nodes, shown, used)
        found.append(Line(text=sink.shown(ast.Name("plt"))))
    return found, figures


def _sink(
    draft: Draft, part: Part, nodes: Iterable[ast.AST], shown: int, used: Collection[str]
) -> Sink:
    """Where a stage puts what the statements draw; `shown` of its figures are there already, with
    these names among them."""
    return Sink(draft.figures, fresh(title_of(nodes) or f"{part.name}_{shown + 1}", used))


def _left_plot(draft: Draft, unit: Unit, sink: Sink) -> Iterator[Edit]:
    """The last expression of a cell, where it is a plot that the notebook shows there."""
    statement = unit.analysed.statement
    if draft.displays(statement):
        plot = plot_left(statement.nodes[-1], draft.plots, draft.env)
        if plot is not None:
            yield Edit(span(plot), sink.plot(plot))
