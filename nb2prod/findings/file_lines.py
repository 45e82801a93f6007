"""Where the lines of cells stand in the notebook's file, for tools that show files by line."""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from nb2prod.patterns import regex

_TOKEN = regex(r'(?s)"[^"\\]*(?:\\.[^"\\]*)*"|[{}\[\]:,]|[^\s{}\[\]:,"]+')
_MARKER = regex(r"#\s*%%")


def line_in_file(path: Path, cell: int, line: int) -> int:
    """The line of the file that holds a line of a cell, all from 1; 0 where it is not found.

    A source that is one JSON string stands on one line of the file, whatever it holds.
    """
    try:
        if path.suffix not in (".ipynb", ".py"):
            return 0
        if path.suffix == ".ipynb":
            state = path.stat()
            lines = _lines_of(path, state.st_mtime_ns, state.st_size).get(cell, ())
            if len(lines) == 1:
                return lines[0]
            return lines[line - 1] if 0 < line <= len(lines) else 0
        return start_of_line(path.read_bytes().decode("utf-8-sig"), cell, line)
    except (OSError, UnicodeDecodeError):
        return 0


@lru_cache(maxsize=2)
def _lines_of(path: Path, changed: int, size: int) -> dict[int, tuple[int, ...]]:
    """The lines of a file of JSON at which the lines of each cell start; read once a version."""
    text = path.read_bytes().decode("utf-8-sig")
    found: dict[int, tuple[int, ...]] = {}
    at, number = 0, 1
    for cell, strings in source_strings(text).items():
        lines = []
        for start, _ in strings:
            number += text.count("\n", at, start)
            at = start
            lines.append(number)
        found[cell] = tuple(lines)
    return found


def start_of_line(text: str, cell: int, line: int) -> int:
    """The line of a text in the percent format that is a line of a cell; 0 for none."""
    lines = text.splitlines()
    starts = [n for n, one in enumerate(lines, 1) if _MARKER.match(one)]
    before = lines[: starts[0] - 1] if starts else lines
    if any(one.strip() for one in before):
        starts.insert(0, 0)  # what stands above the first marker is a cell
    found = starts[cell - 1] + line if cell <= len(starts) else 0
    return found if found <= len(lines) else 0


def source_strings(text: str) -> dict[int, list[tuple[int, int]]]:
    """Where a notebook's JSON holds the source of each cell: one string, or one for each line."""
    seen = 0  # cells in the order of the file
    current: tuple[object, ...] = ()
    found: dict[int, list[tuple[int, int]]] = {}
    for path, start, end in _strings(text):
        if len(path) < 3 or "cells" not in path[:-2]:
            continue
        depth = path.index("cells") + 2
        if path[:depth] != current:
            current, seen = path[:depth], seen + 1
        if path[depth : depth + 1] in (("source",), ("input",)):
            found.setdefault(seen, []).append((start, end))
    return found


def _strings(text: str) -> Iterator[tuple[tuple[object, ...], int, int]]:
    """The strings of a JSON text that are values: keys and indexes to each, and its offsets."""
    path: list[object] = []
    is_key: list[bool] = []
    for token in _TOKEN.finditer(text):
        value = token[0]
        if value in "{[":
            path.append("" if value == "{" else 0)
            is_key.append(value == "{")
        elif value in "}]":
            if path:
                path.pop()
                is_key.pop()
        elif value == ",":
            if path and isinstance(path[-1], int):
                path[-1] += 1
            elif path:
                is_key[-1] = True
        elif value == ":":
            if path:
                is_key[-1] = False
        elif value.startswith('"'):
            if path and is_key[-1]:
                path[-1] = value[1:-1]
            else:
                yield tuple(path), token.start(), token.end()
