"""Types of a trace as text, and what they add to the types that the analysis finds."""

from nb2prod.analysis.model import Type
from nb2prod.analysis.types.algebra import NEVER, UNION
from nb2prod.patterns import regex

_TOKEN = regex(r"[^\W\d]\w*(?:\.[^\W\d]\w*)*|[\[\],?]")
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
