"""Settings of the whole process, as far as they are statements of their own."""

import re
from collections.abc import Iterable

from nb2prod.analysis.model import Analysed
from nb2prod.analysis.syntax.import_statements import imported, imports_in
from nb2prod.graph.depends import DRAWN
from nb2prod.graph.units import Unit

_DRAWING = re.compile(r"\b(?:alt|go|mpl|pio|plt|px|pylab|sns|rcParams|matplotlib|plotly|seaborn)\b")
"""What names of drawing libraries stand in code, drawing or not: `sns.color_palette()`."""


def is_setting(unit: Unit) -> bool:
    """Whether a statement does nothing but set something for the whole process."""
    facts = unit.analysed.facts
    busy = facts.draws or facts.seeds or facts.io or unit.mutates or facts.draws_figure
    busy = busy or facts.prints
    return bool(facts.effects) and not busy and unit.may <= _imported(unit)


def is_wanted(setting: Analysed, units: Iterable[Unit]) -> bool:
    """Whether a setting may matter to statements: one of how figures look, to what draws or asks
    for it."""
    if not all(name.startswith(DRAWN) for name in setting.facts.effects):
        return True
    others = (u.analysed for u in units if not is_setting(u))
    return any(one.facts.draws_figure or _DRAWING.search(one.statement.source) for one in others)


def _imported(unit: Unit) -> set[str]:
    """Names that an import inside the statement binds: to say it again does no harm."""
    imports = (i for node in unit.analysed.statement.nodes for i in imports_in(node))
    return {name for one in imports for name, _ in imported(one)}
