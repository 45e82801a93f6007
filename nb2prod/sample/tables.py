"""The schema of several files: how many rows a tiny table gets, and which keys tables share."""

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from nb2prod.records import dataclass
from nb2prod.sample.columns import (
    ID_NAME,
    Kind,
    is_key,
    is_prose,
    is_unique,
    key_kind,
    kind_of,
    pool_of,
)
from nb2prod.sample.file_readers import Read

ROWS = 60
_SERIES = 750  # a table with regular dates keeps its first and last
_CROSSED = 240  # a table that ties several keys to each other
_DAY = 86_400
_OVERLAP = 0.5
_FEWEST = 3


@dataclass(frozen=True, slots=True)
class Column:
    """A column of one file."""

    file: str
    name: str
    values: list[Any]

    @property
    def distinct(self) -> frozenset[Any]:
        """Its values, as far as they can be keys."""
        return frozenset(v for v in self.values if isinstance(v, str | int))


def schema_of(files: Mapping[str, Read]) -> dict[str, Any]:
    """``files`` and ``keys`` of the schema."""
    columns = [
        Column(file, name, values)
        for file, read in files.items()
        for name, values in (read.columns or {}).items()
    ]
    keys: dict[str, Kind] = {}
    pools: dict[tuple[str, str], str] = {}
    for group in _groups(columns):
        pool = _unused(group[0].name or "key", keys)
        values = [v for column in group for v in column.values]
        keys[pool] = pool_of(values, re.sub(r"_?id$", "", group[0].name, flags=re.I))
        pools |= {(c.file, c.name): pool for c in group}
    made = {name: _file(name, read, pools) for name, read in files.items()}
    return {"files": made, "keys": keys}


def _groups(columns: Iterable[Column]) -> list[list[Column]]:
    """Columns of keys, those that share values together."""
    groups: list[list[Column]] = []
    for column in columns:
        same = [g for g in groups if any(_joins(column, other) for other in g)]
        rest = [g for g in groups if g not in same]
        groups = [*rest, [*(c for g in same for c in g), column]]
    return [g for g in groups if _is_group(g)]


def _is_group(group: list[Column]) -> bool:
    if len(group) == 1:
        return is_key(group[0].values, group[0].name)
    if any(is_prose(c.values) for c in group):
        return False
    return any(is_unique(c.values) for c in group) or bool(ID_NAME.search(group[0].name))


def _joins(one: Column, other: Column) -> bool:
    if one.file == other.file or one.name != other.name:
        return False
    few = min(len(one.distinct), len(other.distinct))
    whole = all(isinstance(v, str | int) or v is None for v in (*one.values, *other.values))
    dates = "date" in (kind_of(one.values)["kind"], kind_of(other.values)["kind"])
    shared = len(one.distinct & other.distinct)
    return whole and not dates and few >= _FEWEST and shared >= _OVERLAP * few


def _file(name: str, read: Read, pools: Mapping[tuple[str, str], str]) -> dict[str, Any]:
    if read.form["format"] in ("npy", "npz", "png"):
        return read.form
    if read.columns is None:
        value = kind_of([read.value])
        return {**read.form, "value": _short(value)}
    own = {column: pools[name, column] for column in read.columns if (name, column) in pools}
    if read.value is None:
        fields = {c: kind_of(v, c) for c, v in read.columns.items()}
    else:  # objects of JSON, some of which may lack a field
        fields = kind_of(read.value)["fields"]
    for column, pool in own.items():
        kind = key_kind(read.columns[column], column, pool)
        absent = {k: v for k, v in fields[column].items() if k in ("missing", "absent")}
        fields[column] = {**kind, **absent}
    count = len(next(iter(read.columns.values()), ()))
    rows = _rows(fields, count)
    repeated = [k for k in fields.values() if k["kind"] == "key" and not k["unique"]]
    for number, kind in enumerate(repeated):
        share = 6 if len(repeated) == 1 else 20 if number == 0 else 8
        kind["distinct"] = max(rows // share, 2)
    return {**read.form, "rows": rows, "fields": {c: _short(k) for c, k in fields.items()}}


def _rows(fields: Mapping[str, Kind], count: int) -> int:
    for kind in fields.values():
        if "step" in kind:
            kind["step"], rows = _steps(kind, count)
            return rows
    keys = [kind for kind in fields.values() if kind["kind"] == "key"]
    if sum(not kind["unique"] for kind in keys) > 1:
        return _CROSSED
    if any(kind["unique"] for kind in keys) and count < ROWS:
        return count
    return ROWS


def _steps(kind: Kind, count: int) -> tuple[float, int]:
    """The step between dates that is the shortest for few rows, and how many rows that makes.

    It is a part of a day or whole days, so that times of the day come back.
    """
    if count <= _SERIES:
        return kind["step"], count
    first, last = (datetime.strptime(kind[end], kind["format"]) for end in ("first", "last"))
    span = (last - first).total_seconds()
    step = next(
        step
        for step in (kind["step"] * n for n in range(1, count))
        if (step * (_SERIES - 1) >= span and (_DAY % step == 0 or step % _DAY == 0))
        or step >= span / 2
    )  # fmt: skip
    return step, int(span // step) + 1


def _short(kind: Kind) -> Kind:
    """With lists that are not longer than a tiny table."""
    if "length" in kind:
        kind = {**kind, "length": [min(n, ROWS) for n in kind["length"]]}
    inner = {k: _short(kind[k]) for k in ("items", "keys", "values")
             if isinstance(kind.get(k), dict)}  # fmt: skip
    if "fields" in kind:
        inner["fields"] = {k: _short(v) for k, v in kind["fields"].items()}
    return {**kind, **inner}


def _unused(name: str, taken: Mapping[str, Any]) -> str:
    found, number = name, 2
    while found in taken:
        found, number = f"{name}_{number}", number + 1
    return found
