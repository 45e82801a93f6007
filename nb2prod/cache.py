"""The cache of what was found in notebooks, in the user's cache folder.

An entry holds for one version of nb2prod, of Python and of all that is installed beside it, and
only while each file that was asked for gives the same answer. What cannot be read is not there.
"""

import hashlib
import json
import os
import sys
import tempfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import astuple
from functools import cache
from pathlib import Path
from typing import Any

from nb2prod import __version__, disk
from nb2prod.diagnostics import Diagnostic, Place, Severity

_MOST, _AFTERWARDS = 200_000_000, 150_000_000  # bytes of all entries, and after the oldest went


def folder(name: str) -> Path | None:
    """A folder of the user's caches; None where there can be none."""
    from platformdirs import user_cache_path

    path = user_cache_path("nb2prod", appauthor=False) / name
    with suppress(OSError, RuntimeError):
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        if os.access(path, os.W_OK | os.X_OK):
            return path
    return None


def key(*parts: object) -> str:
    """The name of what is found for these, by the program as it is."""
    return hashlib.sha256(repr((_program(), *parts)).encode()).hexdigest()


def recalled(key: str) -> Any:
    """What was found, if all files are as they were; None if not."""
    try:
        path = _entry(key)
        asked, value = json.loads(zlib.decompress(path.read_bytes()))
        if not disk.unchanged({(question, name): answer for question, name, answer in asked}):
            return None
        # the time of use, by which the oldest go
        os.utime(path)
    except (OSError, ValueError, TypeError, KeyError, RecursionError, zlib.error):
        return None
    return value


def found(key: str, make: Callable[[], Any]) -> Any:
    """What `make` gives: lists, dicts and texts; kept with the files that it asks for, unless it
    is None."""
    with disk.recorded() as answers:
        value = make()
    if value is not None:
        with suppress(OSError, ValueError):
            _write(key, [[[*asked, answer] for asked, answer in answers.items()], value])
    return value


def _write(key: str, entry: object) -> None:
    path = _entry(key)
    _bound(path.parent)
    handle, name = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(zlib.compress(json.dumps(entry).encode(), 1))
        Path(name).replace(path)  # at once: two may write it
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise


def _entry(key: str) -> Path:
    found = folder("results")
    if found is None:
        raise FileNotFoundError("no cache")
    return found / key


@cache
def _bound(path: Path) -> None:
    """Take the oldest away where there are too many; asked once a run."""
    entries = []
    for one in os.scandir(path):
        with suppress(OSError):
            entries.append((one.stat().st_mtime, one.stat().st_size, one.path))
    total = sum(size for _, size, _ in entries)
    if total <= _MOST:
        return
    for _, size, name in sorted(entries):
        with suppress(OSError):
            Path(name).unlink()
        total -= size
        # well below the bound, so that not every run has to look
        if total <= _AFTERWARDS:
            return


@cache
def _program() -> str:
    """The program's files, the Python that runs it, and the names of what is installed."""
    package = Path(__file__).resolve().parent
    found: list[object] = [__version__, sys.version, sys.platform]
    for root in (package, package.parent / "templates"):
        found += sorted(_files(str(root)))
    for place in dict.fromkeys(sys.path):
        with suppress(OSError):
            # `pandas-2.2.3.dist-info`: names and versions, without a look inside
            found += sorted(n for n in os.listdir(place or ".") if n.endswith("-info"))
    return hashlib.sha256(repr(found).encode()).hexdigest()


def _files(root: str) -> Iterator[tuple[str, int, int]]:
    with suppress(OSError), os.scandir(root) as entries:
        for one in entries:
            if one.is_dir():
                yield from () if one.name == "__pycache__" else _files(one.path)
            else:
                yield one.path, one.stat().st_size, one.stat().st_mtime_ns


def as_data(diagnostics: Sequence[Diagnostic]) -> list[list[Any]] | None:
    """Diagnostics as an entry holds them; None where they would come back as others."""
    # but for `apart`, which only the plan asks for
    data = [[*astuple(d)[:-1]] for d in diagnostics]
    same = from_data(json.loads(json.dumps(data))) == [*diagnostics]
    # a fault of ours is tried again, not remembered
    internal = any(d.code == "NB901" for d in diagnostics)
    return data if same and not internal else None


def from_data(data: list[list[Any]]) -> list[Diagnostic]:
    """The diagnostics of an entry."""
    return [
        Diagnostic(m, a, Place(*at) if at else None, code, source, column, head, file, Severity(s))
        for m, a, at, code, source, column, head, file, s in data
    ]
