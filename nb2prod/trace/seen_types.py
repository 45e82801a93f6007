"""Types of a trace as text, and what they add to those that are known without a run."""

import re

from nb2prod.analysis.model import Type
from nb2prod.analysis.types.algebra import ARRAY, NEVER, SCALAR, UNION
from nb2prod.knowledge.import_tables import PUBLIC_NAMES

_TOKEN = re.compile(r"[^\W\d]\w*(?:\.[^\W\d]\w*)*|[\[\],?]")
_UNKNOWN = "?"


def type_from(text: str) -> Type:
    """``dict[str, numpy.ndarray]`` as a type.

    Raises:
        ValueError: the text has another form.
    """
    tokens = _TOKEN.findall(text)
    if "".join(tokens) != text.replace(" ", ""):
        raise ValueError(f"not a type: {text!r}")
    found, rest = _parsed(tokens)
    if rest or found is None:
        raise ValueError(f"not a type: {text!r}")
    return found


def _parsed(tokens: list[str]) -> tuple[Type | None, list[str]]:
    if not tokens or tokens[0] in "[],":
        raise ValueError("not a type")
    name, rest = tokens[0], tokens[1:]
    if name == _UNKNOWN:
        return None, rest
    parts: list[Type | None] = []
    if rest[:1] == ["["]:
        while rest[:1] in (["["], [","]):
            part, rest = _parsed(rest[1:])
            parts.append(part)
        if rest[:1] != ["]"]:
            raise ValueError("not a type")
        rest = rest[1:]
    return Type(name, tuple(parts)), rest


def type_text(known: Type | None) -> str:
    """The text that `type_from` reads; no run shows a union, which is for readers only."""
    if known is None:
        return _UNKNOWN
    if known.name == UNION:
        return " | ".join(map(type_text, known.parts))
    parts = ", ".join(map(type_text, known.parts)) if NEVER not in known.parts else ""
    return f"{known.name}[{parts}]" if parts else known.name


def merged(known: Type | None, traced: Type | None) -> Type | None:
    """What is known, and where that is nothing (or a bare container) what the run told."""
    if traced is None or traced.name == "types.FunctionType":
        return known
    if known is None or known.name == "object":
        return traced
    if known.name != traced.name or not traced.parts:
        return known
    if not known.parts or NEVER in known.parts:
        return traced
    if len(known.parts) != len(traced.parts):
        return known
    return Type(known.name, tuple(map(merged, known.parts, traced.parts)))


_SUBCLASSES = frozenset({("float", "numpy.float64"), ("str", "numpy.str_")})
"""What is written as the first, and is the second: every one of these is one of those."""


def _names(name: str) -> set[str]:
    """The names of a class: ``_io.TextIOWrapper`` is ``io.TextIOWrapper``."""
    return {PUBLIC_NAMES.get(name, name), name.removeprefix("_")}


def agree(known: Type | None, traced: Type | None) -> bool:
    """Whether both say the same as far as both say something."""
    if known is None or traced is None or known.name == "object":
        return True
    if known.name.startswith("collections.abc."):
        return True
    if known.name == SCALAR.name:
        return traced.name.startswith("numpy.") and traced.name != ARRAY.name
    if known.name == UNION:
        return any(agree(member, traced) for member in known.parts)
    if not _names(known.name) & _names(traced.name):
        return (known.name, traced.name) in _SUBCLASSES
    if not known.parts or not traced.parts:
        return True
    return len(known.parts) == len(traced.parts) and all(map(agree, known.parts, traced.parts))
