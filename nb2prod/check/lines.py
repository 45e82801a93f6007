"""Where the lines of cells stand in the notebook's file, for tools that show files by line."""

import re
from collections.abc import Iterator
from pathlib import Path

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\]:,]|[^\s{}\[\]:,"]+', re.DOTALL)
_MARKER = re.compile(r"#\s*%%")


def line_in_file(path: Path, cell: int, line: int) -> int:
    """The line of the file that holds a line of a cell, all from 1; 0 where it is not found.

    A source that is one JSON string stands on one line of the file, whatever it holds.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return 0
    if path.suffix == ".py":
        return start_of_line(text, cell, line)
    return _in_json(text, cell, line)


def start_of_line(text: str, cell: int, line: int) -> int:
    """The line of a text in the percent format that is a line of a cell; 0 for none."""
    lines = text.splitlines()
    starts = [n for n, one in enumerate(lines, 1) if _MARKER.match(one)]
    before = lines[: starts[0] - 1] if starts else lines
    if any(one.strip() for one in before):
        starts.insert(0, 0)  # what stands above the first marker is a cell
    found = starts[cell - 1] + line if cell <= len(starts) else 0
    return found if found <= len(lines) else 0


def _in_json(text: str, cell: int, line: int) -> int:
    strings = source_strings(text, cell)
    if not strings or 1 < len(strings) < line:
        return 0
    start, _ = strings[line - 1] if len(strings) > 1 else strings[0]
    return text.count("\n", 0, start) + 1


def source_strings(text: str, cell: int) -> list[tuple[int, int]]:
    """Where a notebook's JSON holds the source of a cell: one string, or one for each line."""
    seen = 0  # cells in the order of the file
    current: tuple[object, ...] = ()
    found: list[tuple[int, int]] = []
    for path, start, end in _strings(text):
        if len(path) < 3 or "cells" not in path[:-2]:
            continue
        depth = path.index("cells") + 2
        if path[:depth] != current:
            current, seen = path[:depth], seen + 1
        if seen == cell and path[depth : depth + 1] in (("source",), ("input",)):
            found.append((start, end))
        if seen > cell:
            break
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
