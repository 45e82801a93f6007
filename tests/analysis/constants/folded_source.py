"""The source of folded values, by which the tests compare them with what Python gives."""

import math
from pathlib import PurePosixPath

from nb2prod.analysis.constants.fold_values import AnchoredPath, AnchoredText, UnresolvedPath


def literal_source(value: object) -> str:
    """The Python source of a folded value; paths are written with ``Path`` of ``pathlib``.

    Raises ``TypeError`` for a value that folding does not give.
    """
    if isinstance(value, (AnchoredText, AnchoredPath)):
        return _anchored_source(value)
    if isinstance(value, PurePosixPath):
        return f"Path({str(value)!r})"
    if isinstance(value, float) and not math.isfinite(value):
        return f'float("{value}")'
    if value is None or isinstance(value, (bool, int, float, str, bytes)):
        return repr(value)
    if isinstance(value, dict):
        pairs = (f"{literal_source(k)}: {literal_source(v)}" for k, v in value.items())
        return "{" + ", ".join(pairs) + "}"
    if isinstance(value, set):
        return "{" + ", ".join(sorted(map(literal_source, value))) + "}" if value else "set()"
    if isinstance(value, list):
        return "[" + ", ".join(map(literal_source, value)) + "]"
    if isinstance(value, tuple):
        inner = ", ".join(map(literal_source, value))
        return f"({inner},)" if len(value) == 1 else f"({inner})"
    raise TypeError(f"not a folded value: {type(value).__name__}")


def _anchored_source(value: AnchoredText | AnchoredPath) -> str:
    text = str.__str__(value) if isinstance(value, str) else str(value)
    if text.startswith("~"):
        how = "expanduser"
    elif isinstance(value, UnresolvedPath) or not text.startswith(".."):
        how = "absolute"
    else:
        how = "resolve"
    source = f"Path({text!r}).{how}()"
    if isinstance(value, str):
        slash = ' + "/"' if text.endswith("/") else ""
        return f"str({source}){slash}"
    return source
