"""Compares the saved values of notebook and package: ``python -m nb2prod.verify.compare JOB OUT``.

It runs in a process of its own that can import the package, with the notebook's Python. Only
the standard library is imported here.
"""

import contextlib
import csv
import importlib
import importlib.util
import io
import json
import numbers
import pickle
import sys
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import islice, product
from pathlib import Path
from typing import Any

from nb2prod.verify.equal import UNKNOWN, difference
from nb2prod.verify.file_contents import compare_files
from nb2prod.verify.pictures import compare_pictures


@cache
def _has(package: str, module: str) -> bool:
    """Whether the module of the notebook is one of the package's."""
    with contextlib.suppress(ImportError):
        return importlib.util.find_spec(f"{package}.{module}") is not None
    return False


class Unpickler(pickle.Unpickler):
    """Finds the classes of the notebook in the package's modules."""

    def __init__(self, data: bytes, modules: list[str], versions: dict[str, str]) -> None:
        super().__init__(io.BytesIO(data))
        self.modules, self.versions = modules, versions

    def find_class(self, module: str, name: str) -> Any:
        """The package's class for one of the notebook, or of a module beside it."""
        if module != "__main__":
            packages = dict.fromkeys(one.partition(".")[0] for one in self.modules)
            theirs = next((f"{p}.{module}" for p in packages if _has(p, module)), module)
            return super().find_class(theirs, name)
        first, dot, rest = name.partition(".")
        name = self.versions.get(first, first) + dot + rest
        for candidate in self.modules:
            with contextlib.suppress(ImportError, AttributeError):
                found: Any = importlib.import_module(candidate)
                for part in name.split("."):
                    found = getattr(found, part)
                return found
        raise AttributeError(f"{name} is not in the package")


def compare(job: dict[str, Any]) -> list[dict[str, Any]]:
    """A finding for each value of the job, in its order."""
    return [_compared(value, job) for value in job["values"]]


def _compared(value: dict[str, Any], job: dict[str, Any]) -> dict[str, Any]:
    """The finding for a value, with those classes of the notebook for which it does not differ."""
    findings: list[dict[str, Any]] = []
    for versions in _versions(job["classes"]):
        findings.append(_compared_with(value, job, versions))
        if not findings[-1].get("difference"):
            return findings[-1]
    return findings[0]


_MOST_VERSIONS = 32


def _versions(classes: dict[str, list[str]]) -> Iterator[dict[str, str]]:
    """By name, the class that is meant, of those that the notebook has under that name in turn."""
    for chosen in islice(product(*classes.values()), _MOST_VERSIONS):
        yield dict(zip(classes, chosen, strict=True))


def _compared_with(
    value: dict[str, Any], job: dict[str, Any], versions: dict[str, str]
) -> dict[str, Any]:
    finding = {"stage": value["stage"], "name": value["name"], "kind": value["kind"]}
    modules = job["modules"]
    try:
        if value["kind"] == "file":
            return finding | compare_files(value, job)
        if value["kind"] == "predictions":
            return finding | _predictions(value, job)
        wanted, about = _of_notebook(value, modules, versions)
        if wanted is _MISSING:
            return finding | about
        finding |= about
        if value["kind"] == "again":
            found, _ = _of_notebook({**value, "snapshot": value["path"]}, modules, versions)
        else:
            found = _of_package(value, modules)
        if value["kind"] == "metric":
            told = _metric_difference(found, value["name"], wanted, job["rtol"])
        else:
            told = difference(found, wanted, job["rtol"], _given(value, job))
        return finding | {"difference": told or ""}
    except Exception as error:  # to load a value runs the code of any class
        return finding | {"difference": f"cannot be read: {type(error).__name__}: {error}"}


_MISSING = object()


def _given(value: dict[str, Any], job: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """By class, the attributes that stand for globals, with the notebook's values of these."""
    found: dict[str, dict[str, Any]] = {}
    for kind, names in job["given"].items():
        values = {n: _of_notebook({**value, "name": n}, job["modules"])[0] for n in names}
        found[kind] = {n: UNKNOWN if v is _MISSING else v for n, v in values.items()}
    return found


def _of_notebook(
    value: dict[str, Any], modules: list[str], versions: dict[str, str] | None = None
) -> tuple[Any, dict[str, Any]]:
    entry = _snapshot(value["snapshot"]).get(value["name"])
    if entry is None:
        return _MISSING, {"compared": False, "cause": "the notebook has no such name"}
    about = {"type": entry["type"], "shape": entry["shape"]}
    if "pickle" not in entry:
        cause = f"not picklable: {entry['error']}" if about["type"] else entry["error"]
        return _MISSING, about | {"compared": False, "cause": cause}
    reader = Unpickler(entry["pickle"], modules, versions or {})
    namespace = _names_of(modules) | {"load": reader.load}
    return eval("load()", namespace), about


def _names_of(modules: list[str]) -> dict[str, Any]:
    """What models that look up the names of their formula find where they are loaded."""
    found: dict[str, Any] = {}
    for module in reversed(modules):
        with contextlib.suppress(ImportError):
            found |= vars(importlib.import_module(module))
    return found


@lru_cache(maxsize=2)
def _snapshot(path: str) -> dict[str, dict[str, Any]]:
    """What was kept of the notebook for one stage, at one point or several."""
    found: dict[str, dict[str, Any]] = {}
    with contextlib.suppress(EOFError, FileNotFoundError), open(path, "rb") as file:
        while True:
            found |= pickle.load(file)
    return found


def _of_package(value: dict[str, Any], modules: list[str]) -> Any:
    path = Path(value["path"])
    if value["kind"] == "metric":
        return json.loads(path.read_text(encoding="utf-8"))
    namespace = _names_of(modules) | {"Path": Path}
    for line in value["imports"]:
        exec(line, namespace)
    loaded = eval(value["load"], namespace)
    return loaded if value["item"] < 0 else loaded[value["item"]]


def _metric_difference(found: dict[str, Any], name: str, wanted: Any, rtol: float) -> str | None:
    """metrics.json is plain JSON, in which numbers, texts and containers of them are kept."""
    plain = _metric(wanted)
    plain = None if plain in ("", [], {}) else plain
    if name not in found and isinstance(plain, dict):  # which may be spread
        found = {name: {key: found[key] for key in plain if key in found}}
    if name not in found:
        return None if plain is None else "it is not in the metrics"
    return difference(found[name], plain, rtol)


def _metric(value: Any) -> Any:
    """As metrics.json would hold it, worked out without the package's own code."""
    if hasattr(value, "to_dict"):
        value = dict(value)  # of a table its columns, of a column its rows
    if isinstance(value, dict):
        items = {str(key): _metric(item) for key, item in value.items()}
        return {key: item for key, item in items.items() if item not in (None, "", [], {})}
    if isinstance(value, (list, tuple)):
        return [_metric(item) for item in value]
    if hasattr(value, "tolist") and getattr(value, "shape", ()) != ():
        return _metric(value.tolist())
    if isinstance(value, str):
        return str(value)
    if type(value).__name__ in ("bool", "bool_"):
        return bool(value)
    if isinstance(value, numbers.Integral):
        return int(value)
    if getattr(value, "shape", None) == () and hasattr(value, "item"):
        value = value.item()
    return float(value) if isinstance(value, numbers.Real) else None


def _predictions(value: dict[str, Any], job: dict[str, Any]) -> dict[str, Any]:
    """The file of predictions, against the table that the notebook's values give."""
    path = Path(value["path"])
    kind, as_cells = path.suffix.lstrip("."), _json_cells if path.suffix == ".jsonl" else _csv_cells
    levels: dict[str, Any] = {}
    columns: dict[str, Any] = {}
    for name in value["names"]:
        wanted, about = _of_notebook({**value, "name": name}, job["modules"])
        if wanted is _MISSING:
            return {"type": kind, "compared": False, "cause": f"{name}: {about['cause']}"}
        own, made = _columns(name, wanted)
        levels, columns = levels if columns else own, columns | made
    length = len(next(iter(columns.values()), []))
    if value["rows"]:
        table, _ = _of_notebook({**value, "name": value["rows"]}, job["modules"])
        index = getattr(table, "index", None)
        fits = hasattr(index, "nlevels") and len(table) == length
        levels = _levels(index) if fits else levels
    columns = levels | columns
    kept = {name: column for name, column in columns.items() if len(column) == length}
    header, rows = _rows(path)
    header = header if rows or kind == "csv" else list(kept)  # no line, so no names
    found = {name: [row[n] for row in rows] for n, name in enumerate(header)}
    about = {"type": kind, "shape": f"({length}, {len(kept)})"}
    cells = {name: as_cells(column) for name, column in kept.items()}
    if list(found) != list(cells):
        return about | {"difference": f"columns {list(cells)} in the notebook, {list(found)} here"}
    for name, column in cells.items():
        told = difference(found[name], column, job["rtol"])
        if told and not _near(found[name], column, job["rtol"]):
            return about | {"difference": f"column {name!r}{told}"}
    return about


def _levels(index: Any) -> dict[str, Any]:
    """The columns that an index gives: none where rows are just numbered."""
    import pandas as pd

    if isinstance(index, pd.RangeIndex):
        return {}
    levels = (index.get_level_values(n) for n in range(index.nlevels))
    return {str(name or "index"): one for name, one in zip(index.names, levels, strict=True)}


def _rows(path: Path) -> tuple[list[str], list[list[Any]]]:
    """The names of the columns, and the rows."""
    with path.open(newline="", encoding="utf-8") as file:
        if path.suffix == ".jsonl":
            lines = [json.loads(line) for line in file]
            return list(lines[0] if lines else ()), [list(line.values()) for line in lines]
        header, *rows = list(csv.reader(file))
        return header, rows


def _csv_cells(column: Any) -> list[str]:
    import pandas as pd

    text = pd.Series(column).to_csv(index=False, header=False)
    return [row[0] for row in csv.reader(io.StringIO(text, newline=""))]


def _json_cells(column: Any) -> list[Any]:
    return [_json_cell(entry) for entry in column.tolist()]


def _json_cell(entry: Any) -> Any:
    """As JSON has it, worked out without the package's own code."""
    if isinstance(entry, list):
        return [_json_cell(item) for item in entry]
    if isinstance(entry, dict):
        return {str(key): _json_cell(item) for key, item in entry.items()}
    plain = entry.item() if hasattr(entry, "item") else entry
    if plain is None or (str(plain) in ("nan", "NaT", "<NA>") and not isinstance(plain, str)):
        return None
    if isinstance(plain, float):
        return str(plain) if str(plain).strip("-") == "inf" else float(plain)
    return plain if isinstance(plain, (str, int)) else str(plain)


def _near(found: list[str], wanted: list[str], rtol: float) -> bool:
    """Whether the texts are numbers that are equal within the tolerance."""
    try:
        numbers_found, numbers_wanted = ([float(t) for t in texts] for texts in (found, wanted))
    except (TypeError, ValueError):
        return False
    return rtol > 0 and difference(numbers_found, numbers_wanted, rtol) is None


def _columns(name: str, values: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    """The columns of a value's index, and its own, worked out without the package's own code."""
    import numpy as np
    import pandas as pd

    cells = np.array(values, dtype=object) if isinstance(values, list) else values
    if getattr(cells, "ndim", 0) not in (1, 2):
        return {}, {}
    table = pd.DataFrame(cells)
    names = [name] if table.shape[1] == 1 else [f"{name}_{label}" for label in table.columns]
    return _levels(table.index), {one: table.iloc[:, n] for n, one in enumerate(names)}


def main() -> None:
    """Read the job, write the findings."""
    job = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    findings = [*compare(job), *compare_pictures(job["shown"], job["pictures"])]
    Path(sys.argv[2]).write_text(json.dumps(findings), encoding="utf-8")


if __name__ == "__main__":
    main()
