"""Values as JSON with their types kept.

Plain values look plain: ``{"a": 1, "b": [true, null]}``.  What JSON cannot tell apart
is an object with one key that names the type: ``{"!tuple": [1, 2]}``,
``{"!numpy": ["float32", 0.5]}``; a dict with keys that are no text is a list of pairs:
``{"!dict": [[1, "one"]]}``.  Anything else is a TypeError, never a near miss.
"""

from __future__ import annotations

import datetime
import json
import struct
import sys
from collections import Counter, OrderedDict, defaultdict
from collections.abc import Callable
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any

_NAN = struct.pack("<d", float("nan"))
_HUGE = 1 << 10_000  # Python refuses to read much longer numbers
_MAX_ARRAY = 10_000
_FACTORIES = (bool, bytes, complex, dict, float, frozenset, int, list, set, str, tuple)


def write_json(value: Any, path: Path, origin: str = "") -> None:
    """Write `value` to `path` as JSON from which `read_json` makes the same value.

    Raises TypeError, which names the part and says `origin`, for values of any other
    type, subclasses included, and for a list, dict, set or array that `value` holds
    twice: it would come back as two.  No file is left then.
    """
    name = f"`{path.stem}` ({origin})" if origin else "value"
    path.unlink(missing_ok=True)
    try:
        text = json.dumps(_encode(value, name, {}), indent=2, ensure_ascii=False)
    except RecursionError:
        raise TypeError(f"{name} is nested too deeply for JSON") from None
    path.write_text(text + "\n", encoding="utf-8", newline="\n")


def read_json(path: Path) -> Any:
    """Read the value that `write_json` wrote to `path`."""
    return _decode(json.loads(path.read_text(encoding="utf-8")))


def _encode(value: Any, where: str, met: dict[int, Any]) -> Any:
    """Return the JSON for `value`, which stands at `where`, after the objects `met`."""
    kind = type(value)
    name = kind.__name__
    if value is None or kind is bool:
        return value
    if kind in _ATOMS:
        return _ATOMS[kind](value)
    if kind in (datetime.datetime, datetime.date, datetime.time):
        return _moment(value, where)
    if kind is slice:
        return {"!slice": _items(_bounds(value), where, met)}
    if kind is tuple or kind is frozenset:
        return {f"!{name}": _items(value, where, met)}
    if kind is list or kind is set:
        _meet(value, where, met)
        items = _items(value, where, met)
        return items if kind is list else {"!set": items}
    if kind in (dict, OrderedDict, Counter, defaultdict):
        _meet(value, where, met)
        return _mapping(value, where, met)
    numpy, pandas = sys.modules.get("numpy"), sys.modules.get("pandas")
    if numpy and kind is numpy.ndarray:
        _meet(_memory(value), where, met)
        return _checked(value, _array(value, where), where)
    if numpy and isinstance(value, numpy.generic):
        return _checked(value, _numpy(value, where), where)
    if pandas and kind in (pandas.Timestamp, pandas.Timedelta):
        return _checked(value, _timestamp(value), where)
    if pandas and (value is pandas.NaT or value is pandas.NA):
        return {"!pandas": "NA" if value is pandas.NA else "NaT"}
    raise _refusal(value, where)


def _refusal(value: Any, where: str, why: str = "which JSON cannot hold") -> TypeError:
    return TypeError(f"{where} is a {type(value).__qualname__}, {why}")


def _meet(value: Any, where: str, met: dict[int, Any]) -> None:
    """Refuse a mutable object that has been met already."""
    if id(value) in met:
        raise _refusal(value, where, "which is in the value twice: JSON would copy it")
    met[id(value)] = value


def _items(values: Any, where: str, met: dict[int, Any]) -> list[Any]:
    return [_encode(item, f"{where}[{i}]", met) for i, item in enumerate(values)]


def _mapping(value: dict[Any, Any], where: str, met: dict[int, Any]) -> Any:
    kind = type(value)
    pairs = []
    for key, item in value.items():
        label = json.dumps(key) if type(key) is str else repr(key)
        name = _encode(key, f"the key {label} of {where}", met)
        pairs.append([name, _encode(item, f"{where}[{label}]", met)])
    if isinstance(value, defaultdict):
        factory = value.default_factory
        if factory is not None and factory not in _FACTORIES:
            raise _refusal(value, where, f"whose factory {factory!r} JSON cannot hold")
        return {"!defaultdict": [factory and factory.__name__, pairs]}
    if kind is not dict or any(type(name) is not str for name, _ in pairs):
        return {f"!{kind.__name__}": pairs}
    looks_tagged = len(pairs) == 1 and pairs[0][0].startswith("!")
    return {"!dict": pairs} if looks_tagged else dict(pairs)


def _text(value: str) -> Any:
    if value.isascii() or not any("\ud800" <= c <= "\udfff" for c in value):
        return value
    return {"!str": value.encode("unicode_escape").decode("ascii")}


def _float(value: float) -> Any:
    odd = value != value and struct.pack("<d", value) != _NAN
    return {"!float": struct.pack(">d", value).hex()} if odd else value


def _bounds(value: Any) -> list[Any]:
    return [value.start, value.stop, value.step]


def _moment(value: Any, where: str) -> Any:
    """Encode a datetime, date or time; of the time zones, fixed offsets only."""
    text = value.isoformat()
    made = type(value).fromisoformat(text)
    zones = [getattr(moment, "tzinfo", None) for moment in (value, made)]
    if made != value or getattr(value, "fold", 0) or repr(zones[0]) != repr(zones[1]):
        raise _refusal(value, where, "whose time zone or fold JSON cannot hold")
    return {f"!{type(value).__name__}": text}


_ATOMS: dict[type, Callable[[Any], Any]] = {
    str: _text,
    int: lambda value: value if abs(value) < _HUGE else {"!int": hex(value)},
    float: _float,
    complex: lambda value: {"!complex": [_float(value.real), _float(value.imag)]},
    bytes: lambda value: {"!bytes": value.decode("latin-1")},
    range: lambda value: {"!range": _bounds(value)},
    datetime.timedelta: lambda value: {
        "!timedelta": [value.days, value.seconds, value.microseconds]
    },
    type(Path()): lambda value: {"!Path": _text(str(value))},
    PurePosixPath: lambda value: {"!PurePosixPath": _text(str(value))},
    PureWindowsPath: lambda value: {"!PureWindowsPath": _text(str(value))},
}


def _memory(array: Any) -> Any:
    """Return the object that owns the memory of a numpy array."""
    while getattr(array, "base", None) is not None:
        array = array.base
    return array


def _array(value: Any, where: str) -> Any:
    if value.size > _MAX_ARRAY:
        raise _refusal(value, where, f"with more than {_MAX_ARRAY} elements")
    if value.dtype.kind not in "biufcMmSU" or not value.flags.c_contiguous:
        raise _refusal(value, where, "of a dtype or memory order JSON cannot hold")
    items = [_numpy(item, where)["!numpy"][1] for item in value.reshape(-1)]
    return {"!array": [value.dtype.str, list(value.shape), items]}


def _numpy(value: Any, where: str) -> Any:
    """Encode a numpy scalar."""
    dtype = value.dtype
    if dtype.kind not in "biufcMmSU" or dtype.char in "gG":
        raise _refusal(value, where)
    if dtype.kind == "M":
        return {"!numpy": [str(dtype), str(value)]}
    item = int(value.view("int64")) if dtype.kind == "m" else value.item()
    return {"!numpy": [str(dtype), _encode(item, where, {})]}


def _timestamp(value: Any) -> Any:
    """Encode a pandas Timestamp, in UTC if it has a zone, or a Timedelta."""
    zone = getattr(value, "tz", None)
    moment = value if zone is None else value.tz_convert("UTC").tz_localize(None)
    _, plain = _numpy(moment.asm8, "value")["!numpy"]
    return {f"!{type(value).__name__}": [plain, value.unit, zone and str(zone)]}


def _checked(value: Any, encoded: Any, where: str) -> Any:
    """Return `encoded` if `value` comes back from it to the bit; else refuse."""
    made = _decode(encoded)
    alike = type(made) is type(value)
    if hasattr(value, "tobytes"):
        alike &= made.dtype == value.dtype and made.tobytes() == value.tobytes()
    else:
        zones = [repr(getattr(moment, "tz", None)) for moment in (value, made)]
        alike &= made == value and made.unit == value.unit and zones[0] == zones[1]
    if not alike:
        raise _refusal(value, where)
    return encoded


def _decode(value: Any) -> Any:
    if isinstance(value, list):
        return [_decode(item) for item in value]
    if not isinstance(value, dict):
        return value
    if len(value) == 1:
        [(tag, content)] = value.items()
        if tag.startswith("!"):
            return _DECODERS[tag[1:]](_decode(content))
    return {key: _decode(item) for key, item in value.items()}


def _decode_array(parts: list[Any]) -> Any:
    import numpy as np

    dtype, shape, items = parts
    if np.dtype(dtype).kind == "m":
        return np.array(items, dtype="int64").view(dtype).reshape(shape)
    return np.array(items, dtype=dtype).reshape(shape)


def _decode_pandas(parts: Any) -> Any:
    import pandas as pd

    return pd.NA if parts == "NA" else pd.NaT


def _decode_timestamp(parts: list[Any]) -> Any:
    import pandas as pd

    text, unit, zone = parts
    moment = pd.Timestamp(_decode_array([f"datetime64[{unit}]", [], [text]])[()])
    return moment.tz_localize("UTC").tz_convert(zone) if zone else moment


def _decode_timedelta(parts: list[Any]) -> Any:
    import pandas as pd

    count, unit, _ = parts
    return pd.Timedelta(_decode_array([f"timedelta64[{unit}]", [], [count]])[()])


def _decode_defaultdict(parts: list[Any]) -> Any:
    factories = {factory.__name__: factory for factory in _FACTORIES}
    return defaultdict(factories.get(parts[0]), map(tuple, parts[1]))


_DECODERS: dict[str, Callable[[Any], Any]] = {
    "str": lambda text: text.encode("ascii").decode("unicode_escape"),
    "int": lambda text: int(text, 16),
    "float": lambda text: struct.unpack(">d", bytes.fromhex(text))[0],
    "complex": lambda parts: complex(*parts),
    "bytes": lambda text: text.encode("latin-1"),
    "tuple": tuple,
    "set": set,
    "frozenset": frozenset,
    "range": lambda parts: range(*parts),
    "slice": lambda parts: slice(*parts),
    "dict": dict,
    "OrderedDict": OrderedDict,
    "Counter": lambda pairs: Counter(dict(pairs)),
    "defaultdict": _decode_defaultdict,
    "datetime": datetime.datetime.fromisoformat,
    "date": datetime.date.fromisoformat,
    "time": datetime.time.fromisoformat,
    "timedelta": lambda parts: datetime.timedelta(*parts),
    "Path": Path,
    "PurePosixPath": PurePosixPath,
    "PureWindowsPath": PureWindowsPath,
    "numpy": lambda parts: _decode_array([parts[0], [], [parts[1]]])[()],
    "array": _decode_array,
    "pandas": _decode_pandas,
    "Timestamp": _decode_timestamp,
    "Timedelta": _decode_timedelta,
}
