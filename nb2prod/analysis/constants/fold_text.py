"""Constant folding of text: formatting, string methods."""

import string
from collections.abc import Callable, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any

from nb2prod.analysis.constants.fold_values import MAX_TEXT, NotConstantError, plain
from nb2prod.patterns import regex

_MAX_WIDTH = 1_000
_DIGITS = regex(r"\d+")
_FIELD = regex(r"\w*")


def _narrow(template: str) -> str:
    """The template, if none of its widths and precisions is absurdly large."""
    if any(len(n) > 6 or int(n) > _MAX_WIDTH for n in _DIGITS.findall(template)):
        raise NotConstantError
    return template


def printable(value: object) -> object:
    """The value, if its text is the same in every run and on every platform."""
    plain(value)
    if isinstance(value, PurePosixPath):
        return str(value)
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    raise NotConstantError


def formatted(value: object, conversion: str, spec: str) -> str:
    """The text of a replacement field, as of an f-string; ``conversion`` is '', s, r or a."""
    text = printable(value)
    if conversion:
        if isinstance(value, PurePosixPath) and conversion != "s":
            raise NotConstantError
        converters: dict[str, Callable[[object], str]] = {"s": str, "r": repr, "a": ascii}
        text = converters[conversion](text)
    return format(text, _narrow(spec))


class _Formatter(string.Formatter):
    """``str.format`` over constants: no attribute access, no large widths."""

    def get_field(
        self, field_name: str, args: Sequence[Any], kwargs: Mapping[str, Any]
    ) -> tuple[Any, str]:
        if not _FIELD.fullmatch(field_name):
            raise NotConstantError
        key: int | str = int(field_name) if field_name.isdigit() else field_name
        return self.get_value(key, args, kwargs), field_name

    def convert_field(self, value: Any, conversion: str | None) -> Any:
        return formatted(value, conversion, "") if conversion else value

    def format_field(self, value: Any, format_spec: str) -> str:
        return formatted(value, "", format_spec)


def format_text(template: str, *args: object, **kwargs: object) -> str:
    """``template.format(*args, **kwargs)``."""
    return _Formatter().vformat(str(plain(template)), args, kwargs)


def percent(template: str, values: object) -> str:
    """``template % values``."""
    plain(template)
    if "*" in template:
        raise NotConstantError
    if isinstance(values, tuple):
        return _narrow(template) % tuple(map(printable, values))
    if isinstance(values, dict):
        return _narrow(template) % {key: printable(value) for key, value in values.items()}
    return _narrow(template) % (printable(values),)


def _join(text: str, parts: object) -> str:
    if not isinstance(parts, (list, tuple)):
        raise NotConstantError
    if sum(len(p) for p in parts) + len(text) * len(parts) > MAX_TEXT:
        raise NotConstantError
    return text.join(parts)


def _replace(text: str, old: str, new: str, *count: int) -> str:
    if (len(text) + 1) * max(len(new), 1) > MAX_TEXT * 10:
        raise NotConstantError
    return text.replace(old, new, *count)


def _padded(method: str) -> Callable[..., object]:
    def pad(text: str, width: int, *fill: str) -> object:
        if width > _MAX_WIDTH:
            raise NotConstantError
        return getattr(text, method)(width, *fill)

    return pad


_PLAIN_METHODS = (
    "strip lstrip rstrip lower upper title capitalize casefold swapcase removeprefix"
    " removesuffix split rsplit splitlines partition rpartition startswith endswith find rfind"
    " index rindex count isdigit isalpha isalnum isnumeric isdecimal islower isupper isspace"
    " isidentifier"
).split()

TEXT_METHODS: dict[str, Callable[..., object]] = {
    **{name: getattr(str, name) for name in _PLAIN_METHODS},
    "join": _join,
    "replace": _replace,
    "format": format_text,
    "format_map": lambda text, mapping: format_text(text, **mapping),
    **{name: _padded(name) for name in ("ljust", "rjust", "center", "zfill")},
}
