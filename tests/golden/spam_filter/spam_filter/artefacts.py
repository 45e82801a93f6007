"""Artefacts in the format that their value asks for, or else saved by joblib."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FunctionType
from typing import Any

import joblib

from spam_filter.values import read_json, write_json

_FORMATS = (
    ".csv",
    ".npy",
    ".npz",
    ".json",
    ".joblib",
)
_COMPANIONS = (".schema.json", ".objects.joblib")
_NPZ_FORMATS = ("csr", "csc", "bsr", "dia", "coo")


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
    for suffix in (*_FORMATS, *_COMPANIONS):
        _file(path, suffix).unlink(missing_ok=True)


def _file(path: Path, suffix: str) -> Path:
    return path.with_name(path.name + suffix)


def _save(value: Any, path: Path) -> None:
    if _is_table(value):
        from spam_filter.tables import write_table

        return write_table(value, _file(path, ".csv"))
    if _is_plain_array(value):
        import numpy as np

        return np.save(_file(path, ".npy"), value, allow_pickle=False)
    if _is_sparse(value):
        from scipy import sparse

        return sparse.save_npz(_file(path, ".npz"), value, compressed=False)
    try:
        return write_json(value, _file(path, ".json"))
    except TypeError:  # JSON cannot hold it
        pass
    joblib.dump(value, _file(path, ".joblib"))


def _is_table(value: Any) -> bool:
    pandas = sys.modules.get("pandas")
    if pandas is None:
        return False
    frame = type(value) is pandas.DataFrame or type(value) is pandas.Series
    return frame or isinstance(value, pandas.Index)


def _is_plain_array(value: Any) -> bool:
    """Tell whether `value` is an array whose dtype .npy keeps without pickle."""
    numpy = sys.modules.get("numpy")
    if numpy is None or type(value) is not numpy.ndarray or value.dtype.hasobject:
        return False
    described = numpy.lib.format.dtype_to_descr(value.dtype)
    return bool(numpy.lib.format.descr_to_dtype(described) == value.dtype)


def _is_sparse(value: Any) -> bool:
    """Tell whether `value` is a sparse matrix or array that .npz keeps as it is."""
    sparse = sys.modules.get("scipy.sparse")
    if sparse is None or not sparse.issparse(value) or value.ndim != 2:
        return False
    kinds = [f"{value.format}_matrix", f"{value.format}_array"]
    known = any(type(value) is getattr(sparse, kind, None) for kind in kinds)
    return known and value.format in _NPZ_FORMATS and not value.dtype.hasobject


def _load_table(file: Path) -> Any:
    from spam_filter.tables import read_table

    return read_table(file)


def _load_array(file: Path) -> Any:
    import numpy as np

    return np.load(file, allow_pickle=False)


def _load_sparse(file: Path) -> Any:
    from scipy import sparse

    return sparse.load_npz(file)


_LOADERS: dict[str, Callable[[Path], Any]] = {
    ".csv": _load_table,
    ".npy": _load_array,
    ".npz": _load_sparse,
    ".json": read_json,
    ".joblib": joblib.load,
}


def save_object(value: Any, path: Path, origin: str = "") -> None:
    """Write `value` to `path` with joblib.

    Raises TypeError if it cannot be saved, and leaves no file then; it says `origin`.
    """
    with _whole(value, path, origin):
        joblib.dump(value, path)


@contextmanager
def _whole(value: Any, path: Path, origin: str) -> Iterator[None]:
    """Leave no file at `path` if it cannot be written, and tell which value failed."""
    try:
        yield
    except OSError:
        path.unlink(missing_ok=True)
        raise
    except Exception as error:  # saving runs the code of any class
        path.unlink(missing_ok=True)
        raise TypeError(_refusal(value, path.stem, origin, error)) from error


def _refusal(value: Any, name: str, origin: str, error: Exception) -> str:
    kind = type(value).__qualname__
    if isinstance(value, (FunctionType, type)) and "<" in value.__qualname__:
        kind = "lambda" if value.__name__ == "<lambda>" else "local function or class"
    whence = f" ({origin})" if origin else ""
    return (
        f"`{name}`{whence} is a {kind}, which cannot be saved; make it where it is "
        f"used, or keep the data it is made from ({type(error).__name__}: {error})"
    )
