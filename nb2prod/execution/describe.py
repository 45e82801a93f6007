"""A value in words: its type, dtypes, shape, and whether it can be saved and loaded.

It runs inside the notebook's kernel: only the standard library is imported.
"""

import json
import pickle
import re
import sys
from typing import Any

_MANY_COLUMNS = 40
_MANY_PARTS = 6
_DEEP = 3
_RENAMED = {
    "numpy.bool": "numpy.bool_",
    "builtins.NoneType": "None",
    "builtins.function": "types.FunctionType",
    "builtins.builtin_function_or_method": "types.BuiltinFunctionType",
}
_ELEMENTS = (list, set, frozenset)


def described(value: Any) -> dict[str, Any]:
    """All that a trace keeps of a value."""
    told: dict[str, Any] = {"type": exact_type(value)}
    if dtype := _dtype(value):
        told["dtype"] = dtype
    if shape := _sizes(value):
        told["shape"] = shape
    told["saved"] = saved_by(value)
    return told


def exact_type(value: Any, depth: int = 0) -> str:
    """The public name of the type, with what containers hold where that is of one type.

    ``dict[str, sklearn.preprocessing.LabelEncoder]``, ``tuple[int, float]``, ``list``.
    """
    kind = type(value)
    name = public_name(kind)
    if depth >= _DEEP:
        return name
    if kind is tuple and 0 < len(value) <= _MANY_PARTS:
        return f"tuple[{', '.join(exact_type(part, depth + 1) for part in value)}]"
    if kind in _ELEMENTS and value:
        element = _common(value, depth)
        return f"{name}[{element}]" if element else name
    if kind is dict and value:
        parts = _common(value, depth), _common(value.values(), depth)
        return f"dict[{', '.join(parts)}]" if all(parts) else name
    return name


def _common(values: Any, depth: int) -> str:
    found = set()
    for value in values:
        found.add(exact_type(value, depth + 1))
        if len(found) > 1:
            return ""
    return found.pop()


def public_name(kind: type) -> str:
    """Where people import the class from: ``sklearn.svm.SVC``; ``notebook.Model`` for its own."""
    module, name = kind.__module__, kind.__qualname__
    if module == "__main__":
        return f"notebook.{name}"
    if module.startswith("_") and getattr(sys.modules.get(module[1:]), name, None) is kind:
        module = module[1:]  # _io
    parts = module.split(".")
    for n in range(1, len(parts) + 1):
        if any(part.startswith("_") for part in parts[1:n]):
            break
        place = ".".join(parts[:n])
        if getattr(sys.modules.get(place), name, None) is kind:
            module = place
            break
    full = _RENAMED.get(f"{module}.{name}", f"{module}.{name}")
    return full.removeprefix("builtins.")


def type_name(value: Any) -> str:
    """As people write it: ``pandas.DataFrame``, ``int``."""
    kind = type(value)
    module = kind.__module__.split(".")[0]
    return kind.__qualname__ if module in ("builtins", "__main__") else f"{module}.{kind.__name__}"


def shape_of(value: Any) -> str:
    """``(614, 8)`` for arrays and tables, the length of other containers."""
    shape = getattr(value, "shape", None)
    if isinstance(shape, tuple) and all(isinstance(n, int) for n in shape):
        return str(tuple(shape)) if shape else ""
    return str(len(value)) if isinstance(value, (list, tuple, dict, set, frozenset)) else ""


def _sizes(value: Any) -> list[int]:
    shape = None if isinstance(value, type) else getattr(value, "shape", None)
    plain = isinstance(shape, tuple) and all(isinstance(n, int) for n in shape)
    return [int(n) for n in shape] if plain and shape else []


def _dtype(value: Any) -> Any:
    """The dtype; of tables that of each column, or how many columns of a dtype there are."""
    columns: Any = getattr(value, "dtypes", None)
    if isinstance(value, type):
        return None
    if hasattr(columns, "items") and hasattr(value, "columns"):
        pairs = [(str(name), str(dtype)) for name, dtype in columns.items()]
        if len(pairs) <= _MANY_COLUMNS:
            return dict(pairs)
        names = [dtype for _, dtype in pairs]
        return {f"{names.count(dtype)} columns": dtype for dtype in sorted(set(names))}
    dtype = getattr(value, "dtype", None)
    return str(dtype) if dtype is not None and type(dtype).__module__ != "builtins" else None


def saved_by(value: Any) -> str:
    """``json`` or ``pickle``, by which the value comes back; else the reason why it does not."""
    try:
        if _same_plain(json.loads(json.dumps(value, allow_nan=True)), value):
            return "json"
    except Exception:  # the value may be of any class
        pass
    try:
        pickle.loads(pickle.dumps(value, 5))
    except Exception as error:  # pickling runs the code of any class
        return "not: " + _steady(f"{type(error).__name__}: {error}")
    return "pickle"


def _same_plain(one: Any, other: Any) -> bool:
    if type(one) is not type(other):
        return False
    if isinstance(one, dict):
        pairs = zip(one.items(), other.items(), strict=False)
        same = (_same_plain(a, c) and _same_plain(b, d) for (a, b), (c, d) in pairs)
        return len(one) == len(other) and all(same)
    if isinstance(one, list):
        return len(one) == len(other) and all(map(_same_plain, one, other))
    return bool(one == other or one != one)


def _steady(text: str) -> str:
    """The first line, without what differs from run to run or tells of the machine."""
    line = re.sub(r"0x[0-9a-fA-F]+", "…", text.strip().split("\n")[0])
    return re.sub(r"(?<![\w.])[/~][^\s'\"]*|[A-Za-z]:\\[^\s'\"]*", "…", line)[:160]
