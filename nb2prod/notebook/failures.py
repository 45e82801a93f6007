"""Cells that ended with an error when the notebook was run last, by the stored output."""

from collections.abc import Mapping, Sequence

from nb2prod.notebook.raw_cells import Json
from nb2prod.patterns import regex
from nb2prod.records import dataclass

_COLOURS = regex(r"\x1b\[[0-9;]*m")
_CHAINED = regex(
    r"(?m)^(?:During handling of the above exception|The above exception was the direct cause)"
)
_FRAME = regex(r"<ipython-input-|\b(?:Cell|Input) In ?\[|ipykernel_\d+[/\\]")
_ARROW = regex(r"(?m)^-+> ?(\d+) ?(.*)$")
_UNBOUND = regex(r"name '(\w+)' is not defined")
_WORD = regex(r"[^\W\d]\w*")
_UNREAD = frozenset({"SyntaxError", "IndentationError", "TabError"})
_INTERRUPTED = "KeyboardInterrupt"
_SURROUNDINGS = regex(
    r"(?:ModuleNotFound|Import|FileNotFound|Permission|OS|IO|Memory|OutOfMemory|ResourceExhausted|"
    r"Connection|ConnectionRefused|ConnectionReset|URL|HTTP|SSL|Timeout)Error"
)
"""Errors of the machine that ran the cell: of what it lacked, not of what the cell says."""


@dataclass(frozen=True, slots=True)
class Failure:
    """An error that ended a cell: its class, the line that failed, 0 where that is not told.

    ``doubt`` says why the cell may well run from top to bottom on another machine; empty where
    nothing speaks for that.
    """

    error: str
    line: int
    doubt: str = ""


def failures(cells: Sequence[Json], sources: Sequence[str]) -> Mapping[int, Failure]:
    """The errors that ended cells, by their index; none of those whose code was changed since.

    Args:
        cells: as nbformat 4 writes them.
        sources: their code.
    """
    found: dict[int, Failure] = {}
    lacking = set[str]()
    latest = 0
    for index, (cell, source) in enumerate(zip(cells, sources, strict=True)):
        count = cell.get("execution_count")
        count = count if isinstance(count, int) else latest
        error = _error_of(cell)
        line = failed_line(error.get("traceback"), source.split("\n")) if error else None
        if error and line is not None and error["ename"] not in _UNREAD:
            unbound = _UNBOUND.match(str(error.get("evalue")))
            consequence = unbound is not None and unbound[1] in lacking
            found[index] = Failure(error["ename"], line, _doubt(error, count < latest, consequence))
            lacking.update(_WORD.findall(source))
        latest = max(latest, count)
    return found


def _error_of(cell: Json) -> Json:
    outputs = cell.get("outputs")
    for one in outputs if isinstance(outputs, list) else ():
        if isinstance(one, dict) and one.get("output_type") == "error":
            return one if str(one.get("ename")).isidentifier() else {}
    return {}


def _doubt(error: Json, earlier: bool, consequence: bool) -> str:
    if error["ename"] == _INTERRUPTED:
        return "its run was interrupted"
    if _SURROUNDINGS.fullmatch(error["ename"]):
        return "the machine may have lacked something"
    if consequence:
        return "a cell above it had failed"
    return "cells above it were run after it" if earlier else ""


def failed_line(traceback: object, lines: Sequence[str]) -> int | None:
    """The line of the cell that failed, 0 if that is not told; None if it reads otherwise now."""
    if not isinstance(traceback, list) or not all(isinstance(part, str) for part in traceback):
        return 0
    last = _CHAINED.split(_COLOURS.sub("", "\n".join(traceback)))[-1]
    frame = _FRAME.search(last)
    arrow = _ARROW.search(last, frame.end()) if frame else None
    if arrow is None:
        return 0
    number, text = int(arrow[1]), arrow[2]
    now = lines[number - 1] if 0 < number <= len(lines) else ""
    if text.lstrip().startswith("get_ipython()"):  # a magic that runs the line, or the whole cell
        return number if now.lstrip().startswith("%") and not now.startswith("%%") else 0
    return number if now.split() == text.split() else None
