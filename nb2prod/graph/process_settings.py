"""Process-wide settings that are statements of their own."""

import ast
from collections.abc import Iterable

from nb2prod.analysis.model import Analysed
from nb2prod.analysis.syntax.import_statements import imported, imports_in
from nb2prod.graph.depends import DRAWN, is_shown_only
from nb2prod.graph.units import Unit
from nb2prod.patterns import regex

_DRAWING = regex(r"\b(?:alt|go|mpl|pio|plt|px|pylab|sns|rcParams|matplotlib|plotly|seaborn)\b")
"""What names of drawing libraries stand in code, drawing or not: `sns.color_palette()`."""

_DISPLAY = (
    "pandas.options.display.", "pandas.set_eng_float_format", "numpy.set_printoptions",
    "torch.set_printoptions",
)  # fmt: skip
_SHORT = frozenset(
    {"max_columns", "max_rows", "min_rows", "max_colwidth", "max_seq_items", "precision"}
    | {"float_format", "chop_threshold", "expand_frame_repr", "large_repr"}
)
_OPTION = regex(r"\b(?:get_option|option_context|options|get_printoptions|printoptions)\b")
"""Where code asks for such a setting."""


_LOOK = regex(
    r"\bcolor_palette\(\s*\)|\brcParams\b(?!\.update\b)(?!\[[^\]]*\]\s*=[^=])|\bget_cmap\(\s*\)"
)
"""Where code asks how figures look."""


def is_setting(unit: Unit) -> bool:
    """Whether a statement does nothing but set something for the whole process."""
    facts = unit.analysed.facts
    busy = facts.draws or facts.seeds or facts.io or unit.mutates or facts.draws_figure
    busy = busy or facts.prints
    return bool(facts.effects) and not busy and unit.may <= _imported(unit)


def is_wanted(setting: Analysed, units: Iterable[Unit]) -> bool:
    """Whether a setting may matter to statements: one of how figures look, to what draws or asks
    for it; one of how tables are displayed, to what may make a text of one."""
    if not setting.facts.effects:
        return True  # what an unknown function does
    left = [u for u in units if not is_setting(u)]
    others = [u.analysed for u in left]
    if is_of_display(setting):
        asked = any(_OPTION.search(one.statement.source) for one in others)
        return asked or any(u.analysed.facts.shows or u.shown_as for u in left)
    if not all(name.startswith(DRAWN) for name in setting.facts.effects):
        return True
    return any(one.facts.draws_figure or _DRAWING.search(one.statement.source) for one in others)


def asked_before(setting: Analysed, units: Iterable[Unit]) -> bool:
    """Whether a statement above asks how such things are set, so that it cannot stand below."""
    asks = _OPTION if is_of_display(setting) else _LOOK
    above = (u.analysed.statement for u in units if not is_setting(u))
    return any(one.index < setting.statement.index and asks.search(one.source) for one in above)


def is_of_display(setting: Analysed) -> bool:
    """Whether a setting only says how tables and arrays are written as text."""
    nodes, names = setting.statement.nodes, setting.facts.effects
    if len(nodes) != 1 or not is_shown_only(setting, names):
        return False
    if any(name == "pandas.set_option" for name in names):
        match nodes[0]:
            case ast.Expr(value=ast.Call(args=[*given], keywords=[])):
                return bool(given) and all(map(_is_display_option, given[::2]))
        return False
    return all(name.startswith(_DISPLAY) for name in names)


def _is_display_option(node: ast.expr) -> bool:
    match node:
        case ast.Constant(value=str(text)):
            return text.startswith("display.") or text in _SHORT
    return False


def _imported(unit: Unit) -> set[str]:
    """Names that an import inside the statement binds: to say it again does no harm."""
    imports = (i for node in unit.analysed.statement.nodes for i in imports_in(node))
    return {name for one in imports for name, _ in imported(one)}
