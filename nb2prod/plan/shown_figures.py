"""Lines that show what a cell drew and left open, as the notebook does at the end of a cell."""

import ast
from collections.abc import Iterable, Iterator
from dataclasses import replace

from nb2prod.graph.parts import Part
from nb2prod.graph.plots import plot_left, shows
from nb2prod.graph.units import Unit
from nb2prod.plan.draft import Draft
from nb2prod.plan.figures import PLOT, SHOW, figure_edits
from nb2prod.plan.lines import Line
from nb2prod.plan.model import Edit
from nb2prod.plan.paths import span


def with_figures(draft: Draft, part: Part, lines: Iterable[Line]) -> tuple[list[Line], bool]:
    """The lines of a data layer with the figures that they show; whether there are any."""
    found: list[Line] = []
    drawing, cell, figures = False, 0, False
    for line in lines:
        unit = line.unit
        if unit is None:
            found.append(line)
            continue
        number = part.places[unit.cell]
        if number != cell and drawing:
            found.append(Line(text=f"{SHOW}('cell_{cell}')"))
            drawing = False
        cell = number
        nodes = unit.analysed.statement.nodes
        made = figure_edits(nodes, draft.lifting.uses_of(unit), draft.env, f"cell_{number}")
        edits = (*line.edits, *made, *_left_plot(draft, unit, number))
        drawing = drawing or unit.analysed.facts.draws_figure
        if shows(nodes, draft.env):
            drawing = False
        shown = any(e.code.startswith((SHOW, PLOT)) for e in edits)
        figures = figures or unit.analysed.facts.draws_figure or shown
        found.append(replace(line, edits=edits))
    if drawing:
        found.append(Line(text=f"{SHOW}('cell_{cell}')"))
    return found, figures or any("keep_figure" in e.code for x in found for e in x.edits)


def _left_plot(draft: Draft, unit: Unit, place: int) -> Iterator[Edit]:
    """The last expression of a cell, where it is a plot that the notebook shows there."""
    statement = unit.analysed.statement
    last = draft.last_in_cell.get(int(statement.cell.number)) == statement.index
    if last and not statement.source.rstrip().endswith(";"):
        plot = plot_left(statement.nodes[-1], draft.plots, draft.env)
        if plot is not None:
            yield Edit(span(plot), f"{PLOT}({ast.unparse(plot)}, 'cell_{place}')")
