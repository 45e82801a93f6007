"""What a type says about mutation and sharing."""

import builtins

from nb2prod.analysis.model import Type
from nb2prod.knowledge.effect_tables import CLONING
from nb2prod.knowledge.lookup import at_or_below
from nb2prod.knowledge.type_tables import ARRAYS, BOOSTING, IMMUTABLE

ITERATORS = (
    "map", "zip", "filter", "enumerate", "reversed", "generator", "itertools.", "csv.", "io.",
    "_io.", "file", "iterator", "collections.abc.Iterator",
)  # fmt: skip
_ESTIMATORS = ("sklearn.", "imblearn.", *BOOSTING)
FRAMES = ("pandas.", "polars.")


def is_immutable(kind: Type | None) -> bool:
    """Whether no object of the type, nor what it holds, can change."""
    if kind is None:
        return False
    if kind.name in ("tuple", "frozenset"):
        return bool(kind.parts) and all(is_immutable(p) for p in kind.parts)
    return kind.name in IMMUTABLE


def contradicts(kind: Type | None, method: str) -> bool:
    """Whether objects of the type have no such method: the type comes from a wrong annotation."""
    builtin = vars(builtins).get(kind.name) if kind is not None else None
    return isinstance(builtin, type) and not hasattr(builtin, method)


def rebinds_only(kind: Type | None) -> bool:
    """Whether ``x += 1`` on the type makes a new object."""
    return kind is not None and (kind.name in IMMUTABLE or kind.name in ("tuple", "frozenset"))


def is_frame(kind: Type | None) -> bool:
    """Whether the type is of a table library, whose selections share nothing (copy on write)."""
    return kind is not None and kind.name.startswith(FRAMES)


def is_pandas(kind: Type | None) -> bool:
    """Whether the type is a table or a column of pandas."""
    return kind is not None and kind.name in ("pandas.DataFrame", "pandas.Series")


def is_data(kind: Type | None) -> bool:
    """Whether values of the type are plain data: no estimator, model or object with a state."""
    return (
        is_frame(kind)
        or is_array(kind)
        or (kind is not None and kind.name in ("list", "dict", "set", "tuple"))
    )


def is_estimator(kind: Type | None) -> bool:
    """Whether the type is of a library whose estimators can be cloned."""
    return kind is not None and kind.name.startswith(_ESTIMATORS)


def fits_clones(kind: Type | None) -> bool:
    """Whether an object of the type leaves the estimators that it holds as they are."""
    return kind is not None and at_or_below(kind.name, CLONING)


def is_array(kind: Type | None) -> bool:
    """Whether basic indexing of the type gives views."""
    return kind is not None and kind.name in ARRAYS


def is_iterator(kind: Type | None) -> bool:
    """Whether iterating over the value uses it up."""
    return kind is not None and kind.name.startswith(ITERATORS)


def yields_immutable(kind: Type | None) -> bool:
    """Whether iteration gives values that nothing can change."""
    if kind is None:
        return False
    if kind.name in ("list", "set", "tuple", "iterator", "generator", ITERATORS[-1]) and kind.parts:
        return all(is_immutable(p) for p in kind.parts)
    return is_frame(kind) or kind.name in ("str", "bytes", "range", "dict", "dict_keys", "file")


def holds_immutable(kind: Type | None) -> bool:
    """Whether the value is a container of values that nothing can change."""
    return (
        kind is not None
        and kind.name in ("list", "set", "tuple", "dict", "frozenset")
        and bool(kind.parts)
        and all(is_immutable(p) for p in kind.parts)
    )


def takes_copies(kind: Type | None) -> bool:
    """Whether what is put into the value is copied, or cannot change as it is hashable."""
    return is_frame(kind) or (
        kind is not None and kind.name in ("set", "collections.Counter", "numpy.ndarray")
    )
