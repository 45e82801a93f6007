"""A trace as ``trace.json`` beside the package: the same text for the same run, on any machine."""

import hashlib
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from nb2prod import disk
from nb2prod.notebook.model import CallKey, Notebook
from nb2prod.patterns import regex
from nb2prod.records import replace
from nb2prod.trace.seen_types import type_from, type_text
from nb2prod.trace.traced import Trace, TracedFile, TracedStage, TracedValue

TRACE = "trace.json"
_MARK = "nb2prod_trace"
_VERSION = 1
_MOST = 10_000_000  # bytes: it is a file that anyone may write
_SHAPE = regex(r"\(\d+(?:, \d+)+\)|\(\d+,\)")
_CALL = ("cell", "line", "number", "call")
_ACCESS = frozenset({"read", "write", "both"})


def with_harmless_calls(notebook: Notebook, trace: Trace) -> Notebook:
    """The notebook with what a trace of it tells of calls."""
    cells = notebook.live
    found = frozenset(
        (int(cells[n - 1].number), line, number, called)
        for n, line, number, called in trace.harmless
        if 0 < n <= len(cells)
    )
    return replace(notebook, harmless=found)


def code_hash(notebook: Notebook) -> str:
    """A hash of the code of these cells, of their tags, and of the notebook's own modules."""
    parts = [(cell.role.value, cell.source) for cell in notebook.live]
    parts += [(module.name, module.source) for module in notebook.modules]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def trace_text(trace: Trace) -> str:
    """The text of trace.json: sorted, a line a value, so that diffs stay small."""
    stages = {
        name: {"arguments": _lines(stage.arguments), "values": _lines(stage.values)}
        for name, stage in trace.stages.items()
    }
    files = [_line({"access": f.access, "cell": f.cell, "path": f.path}) for f in trace.files]
    found: dict[str, Any] = {_MARK: _VERSION, "code": trace.code, "stages": stages, "files": files}
    if trace.harmless:
        found["harmless"] = [_line(dict(zip(_CALL, one, strict=True))) for one in trace.harmless]
        found["seal"] = _seal(trace)
    text = json.dumps(found, indent=1, sort_keys=True)
    return _LINE.sub(lambda match: str(json.loads(match[0])[1:]), text) + "\n"


_LINE = regex(r'"\\u0000(?:[^"\\]|\\.)*"')


def _seal(trace: Trace) -> str:
    """What tells whether somebody has edited what the plan relies on."""
    text = json.dumps([trace.code, list(trace.harmless)])
    return hashlib.sha256(text.encode()).hexdigest()


def _line(value: dict[str, Any]) -> str:
    """JSON that stays on one line: a text here, which becomes what it holds in the end."""
    return "\0" + json.dumps(value, sort_keys=True)


def _lines(values: Mapping[str, TracedValue]) -> dict[str, str]:
    return {name: _line(_value(value)) for name, value in values.items()}


def _value(value: TracedValue) -> dict[str, Any]:
    found: dict[str, Any] = {"type": type_text(value.type), "saved": value.saved}
    if value.dtype:
        found["dtype"] = value.dtype
    if value.shape:
        found["shape"] = str(value.shape)
    return found


def trace_from(text: str) -> Trace | None:
    """The trace in a text; None for JSON that is no trace.

    Raises:
        ValueError: the text is a damaged trace, or not JSON.
    """
    try:
        found = json.loads(text)
        if not isinstance(found, dict) or _MARK not in found:
            return None
        stages = {
            str(name): TracedStage(_values(stage["arguments"]), _values(stage["values"]))
            for name, stage in found["stages"].items()
        }
        files = tuple(_file(one) for one in found["files"])
        harmless = tuple(_call(one) for one in found.get("harmless", ()))
        trace = Trace(str(found["code"]), stages, files, harmless)
        if harmless and found.get("seal") != _seal(trace):
            raise ValueError("what calls do was edited")
        return trace
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError("not a trace") from error


def stored_trace(folder: Path) -> Trace | None:
    """The trace beside the package in a folder; one that fits no notebook where it is damaged.

    Raises:
        PermissionError: it may not be read.
    """
    path = folder / TRACE
    try:
        if not disk.is_file(path) or path.stat().st_size > _MOST:
            return None
        return trace_from(disk.read(path).decode())
    except PermissionError:
        raise
    except (OSError, ValueError):
        return Trace("")


def _values(found: dict[str, Any]) -> dict[str, TracedValue]:
    return {str(name): _one(value) for name, value in sorted(found.items())}


def _one(value: dict[str, Any]) -> TracedValue:
    shape = str(value.get("shape", ""))
    if shape and not _SHAPE.fullmatch(shape):
        raise ValueError(f"not a shape: {shape!r}")
    sizes = tuple(int(n) for n in re.findall(r"\d+", shape))
    dtype = value.get("dtype", "")
    return TracedValue(type_from(str(value["type"])), dtype, sizes, str(value["saved"]))


def _call(found: dict[str, Any]) -> CallKey:
    return int(found["cell"]), int(found["line"]), int(found["number"]), str(found["call"])


def _file(found: dict[str, Any]) -> TracedFile:
    if found["access"] not in _ACCESS:
        raise ValueError("not an access")
    return TracedFile(str(found["path"]), found["access"], int(found["cell"]))
