"""Where the cells of a notebook stand in the text of its file, key by key."""

import json
from dataclasses import field

from nb2prod.records import dataclass

_SPACE = " \t\r\n"
_DECODER = json.JSONDecoder(strict=False)
# Only what is looked into is taken apart: outputs are long.
_OPENED = frozenset({"cells", "worksheets", "metadata"})


@dataclass(frozen=True, slots=True)
class Span:
    """A JSON value from ``start`` to before ``end``, with the spans of its parts.

    ``members`` are those of an object, by key; ``items`` those of a list.
    """

    start: int
    end: int
    members: dict[str, "Span"] = field(default_factory=dict)
    items: tuple["Span", ...] = ()


def cells_of(text: str) -> tuple[Span, ...]:
    """The cells of a notebook in document order, of all worksheets in formats before 4.

    The text has to be JSON. Outputs are looked at as one value.
    """
    top = _object(text, _skip(text, 0), depth=4)
    sheets = top.members.get("worksheets")
    holders = sheets.items if sheets else (top,)
    return tuple(cell for h in holders if "cells" in h.members for cell in h.members["cells"].items)


def _skip(text: str, at: int) -> int:
    while at < len(text) and text[at] in _SPACE:
        at += 1
    return at


def _value(text: str, at: int, depth: int) -> Span:
    """The value that starts at an offset; its parts down to a depth."""
    if depth and text[at] == "{":
        return _object(text, at, depth)
    if depth and text[at] == "[":
        return _list(text, at, depth)
    _, end = _DECODER.raw_decode(text, at)
    return Span(at, end)


def _object(text: str, at: int, depth: int) -> Span:
    members: dict[str, Span] = {}
    start, at = at, _skip(text, at + 1)
    while text[at] != "}":
        key, at = _DECODER.raw_decode(text, at)
        at = _skip(text, _skip(text, at) + 1)
        inner = depth - 1 if key in _OPENED else 0
        members[key] = _value(text, at, inner if key != "worksheets" else depth)
        at = _skip(text, members[key].end)
        if text[at] == ",":
            at = _skip(text, at + 1)
    return Span(start, at + 1, members)


def _list(text: str, at: int, depth: int) -> Span:
    items: list[Span] = []
    start, at = at, _skip(text, at + 1)
    while text[at] != "]":
        items.append(_value(text, at, depth - 1 or 1))
        at = _skip(text, items[-1].end)
        if text[at] == ",":
            at = _skip(text, at + 1)
    return Span(start, at + 1, items=tuple(items))
