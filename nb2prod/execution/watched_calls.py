"""Whether a call leaves its arguments unchanged, and returns nothing that shares memory with them.

This is text for the notebook's kernel: only the standard library is imported. What cannot be told
for sure counts as a change.
"""

import gc
import hashlib
import io
import pickle
import sys
import types
from collections.abc import Callable, Iterable
from typing import Any

CALLED: set[int] = set()
HARMFUL: set[int] = set()
"""The numbers of calls that were made, and of those that did either, or may have done so."""
_MOST_BYTES = 400_000_000
_MOST_OBJECTS = 100_000
_PLAIN = (
    str, bytes, int, float, complex, bool, type(None), type(...), range, slice, type,
    types.ModuleType, types.BuiltinFunctionType, types.CodeType,
)  # fmt: skip
_LATER = (
    types.GeneratorType, types.CoroutineType, types.AsyncGeneratorType, types.FunctionType,
    types.MethodType, types.FrameType,
)  # fmt: skip
"""What may do the work, or change something, when it is used."""


class _Unclear(Exception):
    """It cannot be told."""


def watched(number: int, function: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    """Call the function, and note what the call does."""
    CALLED.add(number)
    held = [] if number in HARMFUL else [*args, *kwargs.values(), *_kept_by(function)]
    before = "" if number in HARMFUL else _fingerprint(held)
    same = False
    try:
        result = function(*args, **kwargs)
        same = before != "" and _fingerprint(held) == before and not _share(result, held)
    finally:
        if not same:
            HARMFUL.add(number)
    return result


def _kept_by(function: Any) -> list[Any]:
    """What may change with a call beside its arguments."""
    owner = getattr(function, "__self__", None)
    cells = getattr(function, "__closure__", None) or ()
    kept = [] if owner is None or isinstance(owner, _PLAIN) else [owner]
    plain = (*_PLAIN, types.FunctionType, types.MethodType)
    return [*kept, *(cell.cell_contents for cell in cells)] + (
        [] if isinstance(function, plain) else [function]
    )


class _Hash(io.RawIOBase):
    """A file that keeps no more than a hash of what is written to it."""

    def __init__(self) -> None:
        self.hash = hashlib.sha256()
        self.size = 0

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        view = memoryview(data).cast("B")
        self.size += len(view)
        if self.size > _MOST_BYTES:
            raise _Unclear
        self.hash.update(view)
        return len(view)


class _Pickler(pickle.Pickler):
    def persistent_id(self, value: Any) -> Any:
        """Code stays what it is; a module holds more than any call is to be blamed for."""
        plain = (type, types.ModuleType, types.FunctionType, types.BuiltinFunctionType)
        return id(value) if isinstance(value, plain) else None


def _fingerprint(values: list[Any]) -> str:
    """What is the same as long as nothing in the values changes; "" where that is not known."""
    file = _Hash()
    try:
        _Pickler(file, 5).dump(values)
    except Exception:  # pickling runs the code of any class
        return ""
    return file.hash.hexdigest()


def _share(result: Any, values: list[Any]) -> bool:
    """Whether a change of the one may be seen in the other."""
    try:
        ours, arrays = _reached([result], made=True)
        theirs, others = _reached(values, made=False)
    except Exception:
        return True
    if ours & theirs:
        return True
    numpy = sys.modules.get("numpy")
    return any(numpy.may_share_memory(a, b) for a in arrays for b in others) if numpy else False


def _reached(values: Iterable[Any], made: bool) -> tuple[set[Any], list[Any]]:
    """The objects that can change, by identity, and the arrays that the values lead to."""
    seen: dict[int, Any] = {}
    found: set[Any] = set()
    arrays: list[Any] = []
    todo = list(values)
    while todo:
        value = todo.pop()
        if isinstance(value, _PLAIN) or id(value) in seen:
            continue
        if made and isinstance(value, _LATER):
            raise _Unclear
        seen[id(value)] = value
        if len(seen) > _MOST_OBJECTS:
            raise _Unclear
        if not isinstance(value, (tuple, frozenset)):
            found.add(id(value))
        todo += _inside(value, found, arrays)
    return found, arrays


def _inside(value: Any, found: set[Any], arrays: list[Any]) -> Iterable[Any]:
    """What the value holds."""
    name = f"{type(value).__module__.partition('.')[0]}.{type(value).__name__}"
    if isinstance(value, _LATER):
        return []
    if name == "numpy.ndarray":
        arrays.append(value)
        return value.ravel().tolist() if value.dtype.hasobject else []
    if name.startswith("pandas."):
        return _inside_table(value, found)
    if hasattr(value, "untyped_storage"):  # a tensor
        found.add(("storage", value.untyped_storage().data_ptr()))
    return gc.get_referents(value)


def _inside_table(value: Any, found: set[Any]) -> Iterable[Any]:
    """Tables copy what they share when one of them is written to, since pandas 3."""
    copies = int(sys.modules["pandas"].__version__.partition(".")[0]) >= 3
    if not copies or (not hasattr(value, "dtype") and not hasattr(value, "dtypes")):
        return gc.get_referents(value)
    if not hasattr(value, "iloc"):  # an index, which nothing changes
        found.discard(id(value))
        return []
    columns = [value] if hasattr(value, "dtype") else [c for _, c in value.items()]
    cells = [c for c in columns if c.dtype == object]
    return [cell for column in cells for cell in column.tolist()]
