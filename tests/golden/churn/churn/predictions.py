"""Predictions as CSV, for people and for other programs."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any


def write_predictions(predictions: dict[str, Any], path: Path) -> None:
    """Write one row a sample and one column a name; what has no entry for each is left out.

    The first of `predictions` that has entries says how many samples there are.
    """
    columns: dict[str, list[Any]] = {}
    for name, values in predictions.items():
        columns |= _columns(name, values)
    length = len(next(iter(columns.values()), []))
    kept = {name: column for name, column in columns.items() if len(column) == length}
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(kept)
        writer.writerows(zip(*kept.values(), strict=True))


def _columns(name: str, values: Any) -> dict[str, list[Any]]:
    """Return `values` as columns: one, or one for each column of an array or table."""
    found: dict[str, list[Any]] = {}
    index = getattr(values, "index", None)
    if hasattr(index, "tolist") and type(index).__name__ != "RangeIndex":
        found["index"] = index.tolist()
    if hasattr(values, "columns"):
        return found | {f"{name}_{c}": values[c].tolist() for c in values.columns}
    entries = values.tolist() if hasattr(values, "tolist") else values
    if not isinstance(entries, list):
        return {}
    if entries and all(isinstance(row, list) for row in entries):
        width = max(map(len, entries))
        rows = [row + [None] * (width - len(row)) for row in entries]
        return found | {f"{name}_{n}": [row[n] for row in rows] for n in range(width)}
    return found | {name: entries}
