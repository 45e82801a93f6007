"""Whether the type that the analysis claims is the one that a run shows."""

from nb2prod.analysis.model import Type
from nb2prod.analysis.types.algebra import ARRAY, LIKELY, SCALAR, UNION
from nb2prod.knowledge.import_tables import PUBLIC_NAMES

_SUBCLASSES = frozenset({("float", "numpy.float64"), ("str", "numpy.str_")})
"""What is written as the first, and is the second: every one of these is one of those."""


def _names(name: str) -> set[str]:
    """The names of a class: ``_io.TextIOWrapper`` is ``io.TextIOWrapper``."""
    return {PUBLIC_NAMES.get(name, name), name.removeprefix("_")}


def _last(name: str) -> str:
    return name.rpartition(".")[2]


def agree(known: Type | None, traced: Type | None) -> bool:
    """Whether both say the same as far as both say something."""
    if known is None or traced is None or known.name == "object":
        return True
    if known.name.startswith("collections.abc."):
        return True
    if known.name == SCALAR.name:
        return traced.name.startswith("numpy.") and traced.name != ARRAY.name
    if known.name == LIKELY:  # a library may show a class by another path than its own
        return known.parts[0] is None or _last(known.parts[0].name) == _last(traced.name)
    if known.name == UNION:
        return any(agree(member, traced) for member in known.parts)
    if not _names(known.name) & _names(traced.name):
        return (known.name, traced.name) in _SUBCLASSES
    if not known.parts or not traced.parts:
        return True
    return len(known.parts) == len(traced.parts) and all(map(agree, known.parts, traced.parts))
