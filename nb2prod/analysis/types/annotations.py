"""Types as annotations, with the imports that they need."""

from collections.abc import Mapping
from typing import NamedTuple

from nb2prod.analysis.model import Type
from nb2prod.analysis.types.algebra import ITERATOR, LIKELY, NEVER, REFERENCE, SEQUENCE, UNION
from nb2prod.knowledge.import_tables import ALIASES, PUBLIC_NAMES, UNWRITTEN, WHOLE_PACKAGES

_BUILTIN = frozenset(
    {"int", "float", "str", "bool", "bytes", "bytearray", "complex", "range", "slice", "None"}
)
_GENERIC = frozenset({"list", "dict", "set", "frozenset", "tuple"})
_ARRAYS = frozenset({"numpy.ndarray", "numpy.generic", "pandas.api.extensions.ExtensionArray"})
_ARRAY_LIKE = Type("numpy.typing.ArrayLike")
_WIDER = {
    "bool": frozenset({"int", "float", "complex"}),
    "int": frozenset({"float", "complex"}),
    "float": frozenset({"complex"}),
}
"""What an annotation with one of these names admits as well."""


class Needed(NamedTuple):
    """An import: ``import module as asname``, or ``from module import name as asname``."""

    module: str
    name: str | None
    asname: str | None


class Annotation(NamedTuple):
    """The text of an annotation and the imports that it needs."""

    text: str
    imports: tuple[Needed, ...]


def annotation(type: Type | None, names: Mapping[str, str]) -> Annotation:
    """The annotation of a type; ``Any`` where the type is unknown or has no public name.

    Args:
        type: the type, or None.
        names: what the notebook's imports bind, qualified name -> written name
            (``{"pandas": "pd"}``); these are used first and need no import of their own.
            A written name that stands for something else is not taken a second time.
            What a guarded import binds is written as an empty text: it may not be there.
    """
    text = _written(type, names)
    return Annotation(text.text, tuple(dict.fromkeys(text.imports)))


def _written(type_: Type | None, names: Mapping[str, str]) -> Annotation:
    if type_ is None or type_.name == REFERENCE:
        return _imported("typing", "Any", names)
    if type_.name == UNION:
        return _union(type_, names)
    if type_.name == LIKELY:
        return _written(type_.parts[0], names)
    if type_.name in _BUILTIN:
        return Annotation(type_.name, ())
    if type_.name in _GENERIC:
        return _generic(type_, names)
    if type_ == _ARRAY_LIKE:  # numpy does not load that module by itself
        return _imported("numpy.typing", "ArrayLike", names)
    if type_.own_class:
        return Annotation(type_.own_class, ())
    name = PUBLIC_NAMES.get(type_.name, type_.name)
    private = any(part.startswith("_") for part in name.split("."))
    if private or name in UNWRITTEN or "." not in name:
        return _written(None, names)
    of_class = _class(name, names)
    if name not in (ITERATOR, SEQUENCE) or None in type_.parts or not type_.parts:
        return of_class
    inner = _written(type_.parts[0], names)
    return Annotation(f"{of_class.text}[{inner.text}]", (*of_class.imports, *inner.imports))


def _generic(type_: Type, names: Mapping[str, str]) -> Annotation:
    size = {"dict": 2, "tuple": len(type_.parts)}.get(type_.name, 1)
    if not type_.parts or len(type_.parts) != size or NEVER in type_.parts:
        return Annotation(type_.name, ())
    parts = [_written(part, names) for part in type_.parts]
    text = f"{type_.name}[{', '.join(part.text for part in parts)}]"
    return Annotation(text, tuple(need for part in parts for need in part.imports))


def _union(type_: Type, names: Mapping[str, str]) -> Annotation:
    """The types with ``|`` between them; those that another one stands for are left out."""
    kinds = {part.name for part in type_.parts if part}
    known = [p for p in type_.parts if p and not _WIDER.get(p.name, frozenset()) & kinds]
    if len(kinds & _ARRAYS) > 1:  # as numpy calls what it makes an array of
        known = [_ARRAY_LIKE, *(p for p in known if p.name not in _ARRAYS)]
    known.sort(key=lambda part: part.name == "None")
    parts = [_written(part, names) for part in known]
    if any(part.text == "Any" for part in parts):
        return _written(None, names)
    text = " | ".join(dict.fromkeys(part.text for part in parts))
    return Annotation(text, tuple(need for part in parts for need in part.imports))


def _class(name: str, names: Mapping[str, str]) -> Annotation:
    """A class, in the way in which the notebook already refers to it or to its module."""
    if names.get(name):
        return Annotation(names[name], ())
    module, _, last = name.rpartition(".")
    reached = _reached(module, names)
    if reached is not None:
        return Annotation(f"{reached}.{last}", ()) if reached else _written(None, names)
    alias = ALIASES.get(module)
    if alias is None or alias in names.values():
        return _imported(module, last, names)
    return Annotation(
        f"{alias}.{last}", (Needed(module, None, alias if alias != module else None),)
    )


def _reached(module: str, names: Mapping[str, str]) -> str | None:
    """How the notebook reaches the module; None: it is imported under its own name.

    What stands after a module that the notebook imports may be no module of that name
    (``statsmodels.api.nonparametric``), so that it is written as the notebook writes it. After
    a whole package it is one, but for the packages that load their modules themselves. An empty
    text: only a guarded import reaches it.
    """
    parts = module.split(".")
    for size in range(len(parts), 0, -1):
        reached, rest = ".".join(parts[:size]), parts[size:]
        if reached not in names or (rest and "." not in reached and reached not in WHOLE_PACKAGES):
            continue
        if names[reached]:
            return ".".join([names[reached], *rest])
        return "" if rest and "." in reached else None
    return None


def _imported(module: str, name: str, names: Mapping[str, str]) -> Annotation:
    qualified = f"{module}.{name}"
    if names.get(qualified):
        return Annotation(names[qualified], ())
    if name in names.values():
        other = module.partition(".")[0].capitalize() + name
        return Annotation(other, (Needed(module, name, other),))
    return Annotation(name, (Needed(module, name, None),))
