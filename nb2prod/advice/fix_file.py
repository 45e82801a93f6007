"""Fixes in the notebook's own file: only the fixed lines change, all else stays as it is."""

import json
import re
from pathlib import Path

from nb2prod.advice.advise_notebook import advice_on
from nb2prod.advice.book import book_of
from nb2prod.advice.fixes import fixed
from nb2prod.diagnostics import ConversionError
from nb2prod.findings.file_lines import source_strings, start_of_line
from nb2prod.notebook.read import read_notebook
from nb2prod.settings import Settings


def fix_file(path: Path, settings: Settings) -> int:
    """Fix a notebook in place; returns the number of lines that were changed.

    A notebook that cannot be read is left as it is: advice tells why.
    """
    try:
        notebook = read_notebook(path, require_stages=False)
        book = book_of(notebook, path)
        repaired = fixed(book, advice_on(book, settings))
    except ConversionError:
        return 0
    changes = [
        (old.number, number, before, after)
        for old, new in zip(notebook.cells, repaired.cells, strict=True)
        for number, (before, after) in enumerate(
            zip(old.source.split("\n"), new.source.split("\n"), strict=True), 1
        )
        if before != after
    ]
    if not changes:
        return 0
    data = path.read_bytes()
    mark = b"\xef\xbb\xbf" if data.startswith(b"\xef\xbb\xbf") else b""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return 0
    done = 0
    for change in changes:
        changed = _in_percent(text, *change) if path.suffix == ".py" else _in_json(text, *change)
        done += changed != text
        text = changed
    path.write_bytes(mark + text.encode())
    return done


def _in_percent(text: str, cell: int, line: int, before: str, after: str) -> str:
    lines = re.split(r"(?<=\n)", text)
    at = start_of_line(text, cell, line) - 1
    if not 0 <= at < len(lines) or lines[at].rstrip("\r\n") != before:
        return text
    lines[at] = after + lines[at][len(before) :]
    return "".join(lines)


def _in_json(text: str, cell: int, line: int, before: str, after: str) -> str:
    """The line is a string of its own, or one of the lines of the one string of the cell."""
    strings = source_strings(text).get(cell, [])
    seen = 0
    for start, end in strings:
        token = text[start:end]
        lines = json.loads(token).split("\n")
        if seen < line <= seen + len(lines):
            at = line - seen - 1
            if lines[at].rstrip("\r") == before:
                lines[at] = after + lines[at][len(before) :]
                made = json.dumps("\n".join(lines), ensure_ascii=token.isascii())
                return text[:start] + made + text[end:]
        seen += len(lines) - (len(strings) > 1)  # one ends where the next begins
    return text
