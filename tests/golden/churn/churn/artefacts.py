"""Artefacts in the format that their value asks for, or else saved by joblib."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from types import FunctionType
from typing import Any

import joblib

from churn.values import read_json, write_json

_FORMATS = (
    ".npy",
    ".json",
    ".joblib",
)


def save_any(value: Any, path: Path, origin: str = "") -> None:
    """Write `value` beside `path`, which has no suffix: the format gives it one.

    What an earlier run wrote for `path` in any format is removed.  Raises TypeError if
    the value cannot be saved, and leaves no file then; it says `origin`.
    """
    remove(path)
    try:
        _save(value, path)
    except OSError:
        remove(path)
        raise
    except Exception as error:  # pickling runs the code of any class
        remove(path)
        raise TypeError(_refusal(value, path.name, origin, error)) from error


def load_any(path: Path) -> Any:
    """Read what `save_any` wrote for `path`.

    Raises FileNotFoundError if there is nothing, ValueError if there are several files.
    """
    suffix = _format(path)
    return _LOADERS[suffix](_file(path, suffix))


def copy_any(source: Path, path: Path) -> None:
    """Copy what `save_any` wrote for `source` to where it would write it for `path`."""
    remove(path)
    suffix = _format(source)
    shutil.copy(_file(source, suffix), _file(path, suffix))


def _format(path: Path) -> str:
    """Return the suffix of what `save_any` wrote for `path`."""
    found = [suffix for suffix in _FORMATS if _file(path, suffix).exists()]
    if not found:
        names = ", ".join(path.name + suffix for suffix in _FORMATS)
        message = f"`{path.name}` is not in {path.parent}: there is none of {names}"
        raise FileNotFoundError(message)
    if len(found) > 1:
        names = " and ".join(path.name + suffix for suffix in found)
        raise ValueError(f"`{path.name}` is in {path.parent} more than once: {names}")
    return found[0]


def remove(path: Path) -> None:
    """Remove all that `save_any` may have written for `path`."""
    for suffix in _FORMATS:
        _file(path, suffix).unlink(missing_ok=True)


def _file(path: Path, suffix: str) -> Path:
    return path.with_name(path.name + suffix)


def _save(value: Any, path: Path) -> None:
    if _is_plain_array(value):
        import numpy as np

        return np.save(_file(path, ".npy"), value, allow_pickle=False)
    try:
        return write_json(value, _file(path, ".json"))
    except TypeError:  # JSON cannot hold it
        pass
    joblib.dump(value, _file(path, ".joblib"))


def _is_plain_array(value: Any) -> bool:
    """Tell whether `value` is an array whose dtype .npy keeps without pickle."""
    numpy = sys.modules.get("numpy")
    if numpy is None or type(value) is not numpy.ndarray or value.dtype.hasobject:
        return False
    described = numpy.lib.format.dtype_to_descr(value.dtype)
    return bool(numpy.lib.format.descr_to_dtype(described) == value.dtype)


def _load_array(file: Path) -> Any:
    import numpy as np

    return np.load(file, allow_pickle=False)


_LOADERS: dict[str, Callable[[Path], Any]] = {
    ".npy": _load_array,
    ".json": read_json,
    ".joblib": joblib.load,
}


def _refusal(value: Any, name: str, origin: str, error: Exception) -> str:
    kind = type(value).__qualname__
    if isinstance(value, (FunctionType, type)) and "<" in value.__qualname__:
        kind = "lambda" if value.__name__ == "<lambda>" else "local function or class"
    whence = f" ({origin})" if origin else ""
    return (
        f"`{name}`{whence} is a {kind}, which cannot be saved; make it where it is "
        f"used, or keep the data it is made from ({type(error).__name__}: {error})"
    )
