"""Files of a sample, read as far as needed for their schema. Nothing in them is executed."""

import csv
import gzip
import json
import math
import struct
from collections.abc import Callable, Mapping
from dataclasses import field
from io import StringIO
from itertools import islice
from pathlib import Path
from typing import Any

from nb2prod.records import dataclass
from nb2prod.sample.columns import numbers_of

_MOST_ROWS = 20_000
_MOST_BYTES = 50_000_000


@dataclass(frozen=True, slots=True)
class Read:
    """What a file holds: ``columns`` of a table, or one ``value``; ``form`` says how to write it.

    Both None: there is nothing to be learnt beside ``form``.
    """

    form: dict[str, Any]
    columns: dict[str, list[Any]] | None = None
    value: Any = field(default=None)


class UnreadableError(Exception):
    """A file is of a kind that is not known, or is not what its name says."""


def read_file(path: Path) -> Read:
    """Read a file by the suffix of its name.

    Raises:
        UnreadableError: no reader takes it.
        OSError: it cannot be opened.
    """
    suffix = Path(path.name.removesuffix(".gz")).suffix.lower()
    reader = READERS.get(suffix)
    if reader is None:
        raise UnreadableError(f"files of the kind `{suffix or path.name}` are not known")
    try:
        return reader(path)
    except (ValueError, LookupError, struct.error, csv.Error, RecursionError) as error:
        raise UnreadableError(f"it cannot be read as {suffix}: {error}") from error
    except ImportError as error:
        raise UnreadableError(f"to read it takes `{error.name}`, which is not installed") from error


def _csv(path: Path) -> Read:
    text, encoding = _text_of(path)
    try:
        delimiter = csv.Sniffer().sniff(text[:20_000], ",;\t|").delimiter
    except csv.Error:
        delimiter = "\t" if ".tsv" in path.name else ","
    lines = list(islice(csv.reader(StringIO(text, newline=""), delimiter=delimiter), _MOST_ROWS))
    rows = [row for row in lines if row]
    if not rows:
        raise ValueError("it is empty")
    header = len(set(rows[0])) == len(rows[0]) and all(numbers_of([c]) == [c] for c in rows[0] if c)
    names = rows[0] if header else [str(n) for n in range(len(rows[0]))]
    body = [row for row in (rows[1:] if header else rows) if len(row) == len(names)]
    columns = {name: numbers_of([row[i] for row in body]) for i, name in enumerate(names)}
    form = {"format": "csv", "delimiter": delimiter, "header": header, "encoding": encoding}
    return Read(form, columns)


def _json(path: Path) -> Read:
    text, _ = _text_of(path)
    return _json_of([json.loads(text)], {"format": "json"})


def _json_lines(path: Path) -> Read:
    text, _ = _text_of(path)
    lines = [line for line in text.splitlines() if line.strip()]
    if len(lines) == 1 or "\n  " in text or text.lstrip().startswith("["):
        return _json(path)
    values = [json.loads(line) for line in lines[:_MOST_ROWS]]
    return _json_of([values], {"format": "jsonl"})


def _json_of(values: list[Any], form: dict[str, Any]) -> Read:
    """A list of objects is a table: its columns may hold keys."""
    (value,) = (_finite(v) for v in values)
    if isinstance(value, list) and value and all(isinstance(v, dict) for v in value):
        names = list(dict.fromkeys(name for row in value for name in row))
        if len(names) <= 200:
            return Read(form, {n: [row.get(n) for row in value] for n in names}, value)
    return Read(form, None, value)


def _table(kind: str) -> Callable[[Path], Read]:
    def read(path: Path) -> Read:
        import pandas as pd

        table = getattr(pd, f"read_{kind}")(path).head(_MOST_ROWS)
        types = {str(name): str(dtype) for name, dtype in table.dtypes.items()}
        columns = {str(n): [_plain(v) for v in table[n].tolist()] for n in table.columns}
        return Read({"format": kind, "dtypes": types}, columns)

    return read


def _array(path: Path) -> Read:
    import numpy as np

    array = np.load(path, allow_pickle=False, mmap_mode="r")
    return Read(_array_form(array))


def _arrays(path: Path) -> Read:
    import numpy as np

    with np.load(path, allow_pickle=False) as arrays:
        return Read({"format": "npz", "arrays": {n: _array_form(arrays[n]) for n in arrays.files}})


def _array_form(array: Any) -> dict[str, Any]:
    from nb2prod.sample.columns import kind_of

    if array.dtype.kind not in "biufU":
        raise ValueError(f"arrays of {array.dtype} are not known")
    few = array[:_MOST_ROWS].reshape(-1)
    values = [_plain(v) for v in few[:: max(1, few.size // _MOST_ROWS)].tolist()]
    shape, dtype = list(array.shape), array.dtype.str
    return {"format": "npy", "shape": shape, "dtype": dtype, "items": kind_of(values)}


def _lines(path: Path) -> Read:
    text, _ = _text_of(path)
    return Read({"format": "txt"}, None, text.splitlines()[:_MOST_ROWS])


def _image(path: Path) -> Read:
    data = path.read_bytes()[:64_000]
    size, channels = (32, 32), 3
    if data.startswith(b"\x89PNG"):
        size, channels = struct.unpack(">II", data[16:24]), {0: 1, 4: 1, 6: 4}.get(data[25], 3)
    return Read({"format": "png", "size": [min(n, 64) for n in size], "channels": channels})


def _text_of(path: Path) -> tuple[str, str]:
    with gzip.open(path) if path.name.endswith(".gz") else path.open("rb") as file:
        data = file.read(_MOST_BYTES)
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        is_marked = data.startswith(b"\xef\xbb\xbf")
        name = "utf-8" if encoding == "utf-8-sig" and not is_marked else encoding
        return text.replace("\r\n", "\n"), name
    raise ValueError("its text is neither UTF-8 nor Windows-1252")


def _finite(value: Any) -> Any:
    """JSON with None for NaN."""
    if isinstance(value, dict):
        return {key: _finite(v) for key, v in value.items()}
    if isinstance(value, list):
        return [_finite(v) for v in value]
    return _plain(value)


def _plain(value: Any) -> Any:
    """A value as JSON knows it: text for dates, None for NaN."""
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if value is None or isinstance(value, str | int):
        return value
    if type(value).__name__ in ("NaTType", "NAType"):
        return None
    if hasattr(value, "tolist"):
        return _finite(value.tolist())
    return _finite(value) if isinstance(value, list | dict) else str(value)


READERS: Mapping[str, Callable[[Path], Read]] = {
    ".csv": _csv,
    ".tsv": _csv,
    ".data": _csv,
    ".json": _json,
    ".jsonl": _json_lines,
    ".ndjson": _json_lines,
    ".parquet": _table("parquet"),
    ".feather": _table("feather"),
    ".xlsx": _table("excel"),
    ".npy": _array,
    ".npz": _arrays,
    ".txt": _lines,
    ".png": _image,
    ".jpg": _image,
    ".jpeg": _image,
}
IMAGES = frozenset((".png", ".jpg", ".jpeg"))
