"""Bounds and choices of parameters, from Colab's forms: ``rate = 0.5  #@param {…}``."""

import ast
import re
from collections.abc import Iterable, Iterator, Mapping

from nb2prod.notebook.model import Cell, Role
from nb2prod.patterns import regex
from nb2prod.records import dataclass


@dataclass(frozen=True, slots=True)
class Limit:
    """The values that a parameter may have: from ``low`` to ``high``, or one of the ``choices``."""

    name: str
    low: float | None = None
    high: float | None = None
    choices: tuple[object, ...] = ()

    def allows(self, value: object) -> bool:
        """Whether a parameter may have the value."""
        if self.choices:
            return value in self.choices
        if isinstance(value, bool) or not isinstance(value, int | float):
            return False
        low = self.low is None or self.low <= value
        return low and (self.high is None or value <= self.high)


_FORM = regex(r"(?m)^(\w+)\s*(?::[^=\n]+)?=[^=\n][^\n]*?#\s*@param\b([^\n]*)$")
_BOUND = regex(r"\b(min|max)\s*:\s*([-+]?[\d.]+(?:[eE][-+]?\d+)?)")
_FREE = regex(r"allow-input\s*:\s*true")


def limits_of(cells: Iterable[Cell], values: Mapping[str, object]) -> tuple[Limit, ...]:
    r"""The bounds and choices of the parameters, where the notebook's own values keep to them.

    >>> text = 'n = 3 #@param {type: "slider", min: 1, max: 9}\nkind = "a" #@param ["a", "b"]'
    >>> [(one.name, one.low, one.high, one.choices) for one in
    ...  limits_of([Cell(1, "", Role.PARAMETERS, text)], {"n": 3, "kind": "a"})]
    [('n', 1, 9, ()), ('kind', None, None, ('a', 'b'))]
    """
    found = (one for c in cells if c.role is Role.PARAMETERS for one in _limits(c.source))
    return tuple(one for one in found if one.name in values and one.allows(values[one.name]))


def _limits(source: str) -> Iterator[Limit]:
    for name, form in _FORM.findall(source):
        bounds = {word: ast.literal_eval(number) for word, number in _BOUND.findall(form)}
        choices = () if _FREE.search(form) else _choices(form)
        if bounds or choices:
            yield Limit(name, bounds.get("min"), bounds.get("max"), choices)


def _choices(form: str) -> tuple[object, ...]:
    """The values of a drop-down; those of one of the type ``raw`` are code."""
    listed = re.match(r"\s*(\[.*?\])\s*(?:\{.*)?$", form)
    try:
        given = ast.literal_eval(listed[1]) if listed else []
        raw = re.search(r"type\s*:\s*\"raw\"", form) is not None
        return tuple(ast.literal_eval(one) if raw else one for one in given)
    except (ValueError, SyntaxError, TypeError):
        return ()
