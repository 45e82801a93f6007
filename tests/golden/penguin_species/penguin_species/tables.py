"""Lossless exchange of pandas objects as CSV with a JSON schema beside it.

``data.csv`` holds the values, ``data.schema.json`` what CSV cannot say.
Columns that CSV has no faithful form for go to ``data.objects.joblib``, as does the
whole table if it is of a subclass or has ``attrs``.  Only its flags are not kept.

A text cell that starts with a backslash is JSON (``\\12``, ``\\null``) or missing.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import repeat
from pathlib import Path
from typing import Any, TextIO

import numpy as np
import pandas as pd

_SCALARS = (str, int, float, bool, type(None))
_MISSING = {r"\NaN": np.nan, r"\null": None, r"\NA": pd.NA, r"\NaT": pd.NaT}
_MASKED = (pd.arrays.IntegerArray, pd.arrays.FloatingArray, pd.arrays.BooleanArray)
_PARSES_EXACTLY = tuple(map(int, pd.__version__.split(".")[:2])) >= (3, 1)


def write_table(
    table: pd.DataFrame | pd.Series | pd.Index, path: Path, origin: str = ""
) -> None:
    """Write `table` to `path` as CSV, with its schema (and objects) beside it.

    Raises TypeError if it holds what cannot be saved, and leaves no file then; it says
    `origin`.
    """
    try:
        schema, cells, objects = _encode_table(table)
    except Exception:  # whatever it is that CSV cannot carry
        schema, cells, objects = {"stored": "joblib"}, [], [table]
    path.with_suffix(".objects.joblib").unlink(missing_ok=True)
    if objects:
        _save_objects(objects, path, origin)
    with path.open("w", encoding="utf-8", errors="surrogatepass", newline="") as file:
        _write_cells(file, cells)
    text = json.dumps(schema, indent=2, sort_keys=True)
    path.with_suffix(".schema.json").write_text(text + "\n", encoding="utf-8")


def read_table(path: Path) -> Any:
    """Read the DataFrame, Series or Index that `write_table` wrote to `path`."""
    schema = json.loads(path.with_suffix(".schema.json").read_text(encoding="utf-8"))
    side = path.with_suffix(".objects.joblib")
    objects: Iterator[Any] = iter(())
    if side.exists():
        import joblib

        objects = iter(joblib.load(side))
    if schema["stored"] == "joblib":
        return next(objects)
    cells = iter(_read_cells(path, schema["cells"]))
    index, labels, *columns = (_decode(s, cells, objects) for s in schema["parts"])
    if schema["stored"] == "Index":
        return index
    if schema["stored"] == "Series":
        table = columns[0].copy()  # what was read may be read-only
        table.name = labels[0]
    else:
        rows = range(len(index))
        table = pd.DataFrame(dict(enumerate(columns)), index=rows, copy=False)
        table.columns = labels
    table.index = index
    return table


def _save_objects(objects: Any, path: Path, origin: str) -> None:
    """Write what goes beside `path`; leave nothing of the table where that fails."""
    import joblib

    side = path.with_suffix(".objects.joblib")
    try:
        joblib.dump(objects, side)
    except Exception as error:  # pickling runs the code of any class
        for file in (path, side, path.with_suffix(".schema.json")):
            file.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise
        whence = f" ({origin})" if origin else ""
        message = f"`{path.stem}`{whence} is a table that holds what cannot be saved"
        raise TypeError(f"{message} ({type(error).__name__}: {error})") from error


def _write_cells(file: TextIO, cells: list[pd.Series]) -> None:
    frame = pd.DataFrame(dict(enumerate(cells)), copy=False)
    names = [column.name for column in cells]
    frame.to_csv(file, index=False, header=names, lineterminator="\n")


def _read_cells(path: Path, dtypes: list[str]) -> list[Any]:
    if not dtypes:
        return []
    options: dict[str, Any] = {
        "dtype": {i: name for i, name in enumerate(dtypes) if name != "time"},
        "parse_dates": [i for i, name in enumerate(dtypes) if name == "time"],
        "date_format": "ISO8601",
        "header": 0,
        "index_col": False,
        "keep_default_na": False,
        "names": range(len(dtypes)),
        "na_values": {i: [""] for i, name in enumerate(dtypes) if "float" in name},
        "skip_blank_lines": False,
    }
    if not _PARSES_EXACTLY:
        options["float_precision"] = "round_trip"
    try:
        frame = pd.read_csv(path, **options)
    except UnicodeDecodeError:  # half of a surrogate pair; to allow it takes time
        frame = pd.read_csv(path, encoding_errors="surrogatepass", **options)
    return [frame[i] for i in frame]


def _parts(table: Any) -> list[Any]:
    """Return the index, the column labels and the columns of `table`."""
    if isinstance(table, pd.DataFrame):
        columns = [table.iloc[:, i] for i in range(table.shape[1])]
        return [table.index, table.columns, *columns]
    if isinstance(table, pd.Series):
        label = pd.Index([table.name], dtype=object, tupleize_cols=False)
        return [table.index, label, table]
    return [table, pd.Index([], dtype=object)]


def _encode_table(table: Any) -> tuple[dict[str, Any], list[pd.Series], list[Any]]:
    """Return the schema, the columns of the CSV file and the objects beside it."""
    kinds = (pd.DataFrame, pd.Series, pd.Index)
    stored = next(kind for kind in kinds if isinstance(table, kind))
    if stored is not pd.Index and (type(table) is not stored or table.attrs):
        raise ValueError("the schema has no place for subclasses and attrs")
    specs, cells, objects = [], [], []
    index, labels, *columns = _parts(table)
    titles = [["index" if name is None else name for name in index.names], []]
    titles += [[label] for label in labels]
    parts = zip([index, labels, *columns], titles, strict=True)
    for place, (part, names) in enumerate(parts):
        try:
            spec, found = _encode(part)
            _check(part, spec, found)
        except ValueError:
            spec, found = {"form": "object"}, []
            whole = isinstance(part, pd.Index)
            objects.append(part if whole else part.reset_index(drop=True))
        if place == 1:  # the labels are the CSV's header, which is text only
            spec["cells"], found = [_listed(values) for values in found], []
        for name, values in zip(names, found, strict=False):
            text = _to_text(name if type(name) is str else str(name))
            cells.append(pd.Series(values, None, values.dtype, text, copy=False))
        specs.append(spec)
    dtypes = [_read_as(values) for values in cells]
    schema = {"stored": stored.__name__, "cells": dtypes, "parts": specs}
    return schema, cells, objects


def _read_as(cells: Any) -> str:
    """Return the dtype that the reader is to give `cells`, "time" for datetime64."""
    kind, name = cells.dtype.kind, str(cells.dtype)
    if kind not in "biuf":
        return "time" if kind == "M" else "object"
    return name.replace("float16", "float32")  # read_csv does not know float16


def _listed(cells: Any) -> list[Any]:
    """Return the cells of a column as they are in CSV and JSON."""
    if cells.dtype.kind == "M":
        return list(np.datetime_as_string(cells, unit="auto").tolist())
    return list(cells.tolist() if cells.dtype.kind in "biuf" else map(str, cells))


def _check(part: Any, spec: dict[str, Any], cells: list[Any]) -> None:
    """Raise ValueError unless the first rows of `part` come back as they are."""
    if spec["form"] in ("range"):
        return
    first = slice(1000)
    head = part[first] if isinstance(part, pd.Index) else part.iloc[first]
    dtypes = [_read_as(values).replace("time", "object") for values in cells]
    found = [np.array(_listed(c[first]), d) for c, d in zip(cells, dtypes, strict=True)]
    if not _same(head, _decode(spec, iter(found), iter(()))):
        raise ValueError("CSV would change the values")


def _encode(part: Any) -> tuple[dict[str, Any], list[Any]]:
    """Return how a part of a table is written, and its cells by CSV column."""
    if isinstance(part, pd.Series):
        spec, cells = _encode_values(part)
        return spec, [cells]
    names = list(part.names)
    if any(type(name) not in _SCALARS for name in names):
        raise ValueError("JSON has no form for the names")
    if isinstance(part, pd.RangeIndex):
        bounds = [part.start, part.stop, part.step]
        return {"form": "range", "range": bounds, "names": names}, []
    if isinstance(part, pd.MultiIndex):
        pairs = zip(part.codes, part.levels, strict=True)
        levels = [pd.Series(pd.Categorical.from_codes(*pair)) for pair in pairs]
        specs, cells = zip(*map(_encode_values, levels), strict=True)
        return {"form": "levels", "levels": specs, "names": names}, list(cells)
    spec, cells = _encode_values(pd.Series(part, dtype=part.dtype))
    freq = getattr(part, "freqstr", None)
    return {**spec, "freq": freq, "names": names}, [cells]


def _encode_values(values: Any) -> tuple[dict[str, Any], Any]:
    dtype, kind = values.dtype, values.dtype.kind
    spec: dict[str, Any] = {"dtype": str(dtype)}
    plain = isinstance(dtype, np.dtype)
    if isinstance(dtype, pd.CategoricalDtype):
        return _encode_categories(values, spec)
    if plain and kind in "biuf" and dtype.itemsize <= 8:
        array = values.to_numpy()
        _check_nans(array[np.isnan(array)] if kind == "f" else array[:0])
        return {**spec, "form": "number"}, array
    if plain and kind == "m":
        return {**spec, "form": "duration"}, values.to_numpy().view("int64")
    if plain and kind == "M" or isinstance(dtype, pd.DatetimeTZDtype):
        zone = values.dt.tz
        if not all(1 <= t.year <= 9999 for t in (values.min(), values.max()) if t == t):
            raise ValueError("CSV has years of four digits")
        spec.update(form="time", zone=zone and str(zone), unit=values.dt.unit)
        if zone is not None:
            values = values.dt.tz_convert("UTC").dt.tz_localize(None)
        return spec, values.to_numpy()
    missing = values.isna().to_numpy()
    if isinstance(values.array, _MASKED):
        cells = values.to_numpy(dtype=dtype.numpy_dtype, na_value=0).astype(object)
        if kind == "f" and (cells != cells).any():
            raise ValueError("CSV has no NaN beside NA")
        cells[missing] = ""
        return {**spec, "form": "masked"}, cells
    if isinstance(dtype, pd.PeriodDtype):
        cells = np.where(missing, "", values.astype(str)).astype(object)
        return {**spec, "form": "period"}, cells
    if kind != "O" or not (plain or isinstance(dtype, pd.StringDtype)):
        raise ValueError(f"CSV has no form for {dtype}")
    if spec["dtype"] == "string":
        spec["dtype"] = f"string[{dtype.storage}]"
    cells = np.array(_to_texts(values.tolist()), dtype=object)
    used = set(cells[missing])
    blank = next((m for m in _MISSING if m in used), "")
    if (cells == "").any():
        blank = ""
    cells[cells == blank] = ""
    return {**spec, "form": "text", "blank": blank}, cells


def _encode_categories(values: Any, spec: Any) -> tuple[dict[str, Any], Any]:
    categories, cells = _encode(values.dtype.categories)
    categories["cells"] = [_listed(column) for column in cells]
    spec.update(form="category", categories=categories, ordered=values.dtype.ordered)
    texts = _category_texts(values.dtype.categories)
    missing = r"\NaN" if "" in texts else ""
    return spec, np.array([*texts, missing], dtype=object)[values.cat.codes]


def _category_texts(categories: pd.Index) -> list[str]:
    _, cells = _encode_values(pd.Series(categories, dtype=categories.dtype))
    return list(map(str, _listed(cells)))


def _check_nans(nans: Any) -> None:
    if nans.tobytes() != np.full_like(nans, np.nan).tobytes():
        raise ValueError("CSV has one NaN only")


def _to_texts(values: list[Any]) -> list[str]:
    kinds = set(map(type, values))
    if float in kinds:
        _check_nans(np.array([v for v in values if type(v) is float and v != v]))
    special = kinds != {str} or any(map(str.startswith, values, repeat("\\")))
    if special or any(any(c in v for v in values) for c in "\r\0"):
        return [_to_text(value) for value in values]
    return values


def _to_text(value: Any) -> str:
    if type(value) is str and value[:1] != "\\" and not {"\r", "\0"} & {*value}:
        return value
    if value is pd.NA or value is pd.NaT:
        return r"\NA" if value is pd.NA else r"\NaT"
    if type(value) not in _SCALARS:
        raise ValueError(f"no text form for {type(value)}")
    return "\\" + json.dumps(value)


def _from_text(text: str) -> Any:
    return _MISSING[text] if text in _MISSING else json.loads(text[1:])


def _decode(spec: dict[str, Any], cells: Iterator[Any], objects: Iterator[Any]) -> Any:
    """Return the index or the column that `spec` describes."""
    if spec["form"] == "object":
        return next(objects)
    cells = iter(spec["cells"]) if "cells" in spec else cells
    if "names" not in spec:
        return _decode_values(spec, next(cells))
    names = spec["names"]
    if spec["form"] == "range":
        return pd.RangeIndex(*spec["range"], name=names[0])
    if spec["form"] == "levels":
        levels = [_decode_values(level, next(cells)).cat for level in spec["levels"]]
        codes = [level.codes for level in levels]
        return pd.MultiIndex([lev.categories for lev in levels], codes, names=names)
    values = _decode_values(spec, next(cells))
    index = pd.Index(values, dtype=values.dtype, name=names[0])
    if spec["freq"] and not isinstance(index, pd.PeriodIndex):
        index.freq = spec["freq"]
    return index


def _decode_values(spec: dict[str, Any], cells: Any) -> pd.Series:
    form, dtype = spec["form"], spec["dtype"]
    if form == "number":
        if isinstance(cells, pd.Series) and cells.dtype == dtype:
            return cells.rename(
                None
            )  # asarray would give a view that may not be written
        return pd.Series(np.array(cells, dtype=dtype), copy=False)
    if form == "duration":
        return pd.Series(np.asarray(cells, dtype="int64").view(dtype))
    if form == "time":
        times = np.asarray(cells)
        if times.dtype.kind != "M":
            times = times.astype(object)
        times = pd.Series(times.astype(f"datetime64[{spec['unit']}]"))
        if spec["zone"]:
            times = times.dt.tz_localize("UTC").dt.tz_convert(spec["zone"])
        return times
    cells = np.array(cells, dtype=object)
    if form == "masked":
        return pd.Series(_decode_masked(pd.api.types.pandas_dtype(dtype), cells))
    if form == "period":
        return pd.Series(pd.array(np.where(cells == "", None, cells), dtype=dtype))
    if form == "category":
        categories = _decode(spec["categories"], iter(()), iter(()))
        texts = pd.Index(_category_texts(categories), dtype=object)
        codes = texts.get_indexer(pd.Index(cells, dtype=object))
        made = pd.Categorical.from_codes(codes, categories, ordered=spec["ordered"])
        return pd.Series(made)
    marked = np.fromiter(map(str.startswith, cells, repeat("\\")), bool, len(cells))
    if spec["blank"]:
        cells[cells == ""] = _from_text(spec["blank"])
    cells[marked] = list(map(_from_text, cells[marked]))
    return pd.Series(cells, dtype=dtype, copy=False)


def _decode_masked(dtype: Any, cells: Any) -> Any:
    missing = cells == ""
    cells = np.where(missing, "0", cells)
    if dtype.kind == "b":
        return pd.arrays.BooleanArray(cells == "True", missing)
    made = pd.arrays.FloatingArray if dtype.kind == "f" else pd.arrays.IntegerArray
    return made(cells.astype(dtype.numpy_dtype), missing)


def _same(one: Any, other: Any) -> bool:
    """Tell whether two parts are alike, down to the bits of their floats."""
    if type(one) is not type(other) or one.shape != other.shape:
        return False
    if isinstance(one, pd.Index):
        if not all(map(_same_cell, one.names, other.names)):
            return False
        facts = ("freq", "start", "stop", "step")
        if any(getattr(one, f, None) != getattr(other, f, None) for f in facts):
            return False
    if isinstance(one, pd.MultiIndex):
        codes = map(np.array_equal, one.codes, other.codes)
        return all(codes) and all(map(_same, one.levels, other.levels))
    if one.dtype != other.dtype:
        return False
    if isinstance(one.dtype, pd.CategoricalDtype):
        alike = np.array_equal(one.array.codes, other.array.codes)
        return alike and _same(one.dtype.categories, other.dtype.categories)
    if one.dtype == object:
        return all(map(_same_cell, one.tolist(), other.tolist()))
    if isinstance(one.dtype, np.dtype):
        return bool(one.to_numpy().tobytes() == other.to_numpy().tobytes())
    return bool(one.array.equals(other.array))


def _same_cell(one: Any, other: Any) -> bool:
    return type(one) is type(other) and repr(one) == repr(other)
