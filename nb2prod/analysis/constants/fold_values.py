"""Values of constant folding: the sentinel, places, size limits and source text."""

from enum import Enum
from pathlib import PurePosixPath
from typing import Final


class Unknown(Enum):
    """Type of ``UNKNOWN``."""

    UNKNOWN = "unknown"


UNKNOWN: Final = Unknown.UNKNOWN
"""Stands for a value that is not constant."""


class NotConstantError(Exception):
    """An expression whose value is not known, or too large to be kept."""


class AnchoredText(str):
    """A path as text that hangs on the working directory, or with ``~`` on the home directory.

    The real value is absolute and known at run time only: ``os.path.abspath('data')`` is kept
    as ``data``, ``os.getcwd() + '/data'`` as ``./data``. It may be opened and joined to, but its
    text must not be looked at.
    """

    __slots__ = ()


class VariableText(AnchoredText):
    """What an environment variable holds, taken for a path: ``$DATA_DIR``, or its default.

    Nothing may depend on what it is, not even on whether it is empty.
    """

    __slots__ = ()


class AnchoredPath(PurePosixPath):
    """As ``AnchoredText``, for ``pathlib``; leading ``..`` are resolved (``Path.cwd().parent``)."""

    __slots__ = ()


class UnresolvedPath(AnchoredPath):
    """An anchored path with ``..`` still in it as a part (``Path.cwd() / '..'``)."""

    __slots__ = ()


MAX_TEXT = 100_000
MAX_ITEMS = 10_000
MAX_BITS = 4_096


def decided(value: object) -> object:
    """The value, if it is known whether it is true; else ``NotConstantError``."""
    if isinstance(value, VariableText) or str(value).startswith("$"):
        raise NotConstantError
    return value


def is_anchored(value: object) -> bool:
    """Whether the value is, or holds, a path known only at run time."""
    if isinstance(value, dict):
        return any(is_anchored(part) for pair in value.items() for part in pair)
    if isinstance(value, (list, tuple, set, frozenset)):
        return any(is_anchored(part) for part in value)
    return isinstance(value, (AnchoredText, AnchoredPath))


def plain(value: object) -> object:
    """The value, if its content may be looked at; else ``NotConstantError``."""
    if is_anchored(value):
        raise NotConstantError
    return value


def bounded(value: object) -> object:
    """The value, if it is of a foldable type and not too large; else ``NotConstantError``."""
    _count(value, MAX_ITEMS)
    return value


def _count(value: object, budget: int) -> int:
    """What is left of a budget of items after the value."""
    if budget <= 0:
        raise NotConstantError
    if isinstance(value, (str, bytes)):
        if len(value) > MAX_TEXT:
            raise NotConstantError
    elif isinstance(value, (bool, float, PurePosixPath)) or value is None:
        pass
    elif isinstance(value, int):
        if value.bit_length() > MAX_BITS:
            raise NotConstantError
    elif isinstance(value, dict):
        for key, part in value.items():
            budget = _count(part, _count(key, budget))
    elif isinstance(value, (list, tuple, set)):
        if set(map(type, value)) == {str}:  # a list of columns, which grows and grows
            if len(value) > budget or max(map(len, value)) > MAX_TEXT:
                raise NotConstantError
            return budget - len(value) - 1
        for part in value:
            budget = _count(part, budget)
    else:
        raise NotConstantError
    return budget - 1


def posix_text(text: str) -> str:
    """A path with Windows separators replaced; addresses are left alone."""
    return text if "://" in text or text.startswith("data:") else text.replace("\\", "/")
