"""Metrics as plain JSON."""

from __future__ import annotations

import json
import numbers
from pathlib import Path
from typing import Any


def write_metrics(metrics: dict[str, Any], path: Path) -> None:
    """Write the numbers, bools, texts, and lists and dicts of them; leave out the rest.

    A list is left out whole if it holds anything else.
    """
    kept = _metric(metrics)
    path.write_text(json.dumps(kept, indent=2) + "\n", encoding="utf-8", newline="\n")


def _metric(value: Any, depth: int = 0) -> Any:
    """Return what of `value` is a metric, and None if nothing is."""
    if depth > 20:  # perhaps a list that holds itself
        return None
    if isinstance(value, dict):
        kept = {str(key): _metric(item, depth + 1) for key, item in value.items()}
        return {key: item for key, item in kept.items() if item is not None}
    if isinstance(value, (list, tuple)):
        items = [_metric(item, depth + 1) for item in value]
        return None if any(item is None for item in items) else items
    if isinstance(value, str):
        return str(value)
    if type(value).__name__ in ("bool", "bool_"):  # numpy has both
        return bool(value)
    if isinstance(value, numbers.Integral):
        return int(value)
    return float(value) if isinstance(value, numbers.Real) else None
