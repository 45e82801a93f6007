"""Rows of text that fit on a screen."""

from collections.abc import Iterable, Sequence
from textwrap import wrap

from nb2prod.analysis.model import Statement
from nb2prod.naming import shortened

WIDTH = 100
_SOURCE = 34


def table(rows: Iterable[Sequence[str]]) -> str:
    """Rows in columns; the last column is wrapped. A row of one column starts at the left."""
    listed = [tuple(row) for row in rows]
    count = max(map(len, listed), default=0)
    widths = [max((len(row[n]) for row in listed), default=0) for n in range(count - 1)]
    start = sum(widths) + 2 * len(widths)
    lines: list[str] = []
    for row in listed:
        head = "  ".join(text.ljust(width) for text, width in zip(row, widths, strict=False))
        first, *more = wrap(row[-1], max(WIDTH - start, 30)) or [""]
        if head:
            first = f"{head}  {first}".rstrip()
        lines += [first, *(" " * start + line for line in more)]
    return "\n".join(lines)


def names(found: Iterable[str]) -> str:
    """Names, sorted."""
    return ", ".join(sorted(found))


def at(statement: Statement) -> str:
    """Where it stands: cell, line."""
    return f"{int(statement.cell.number)}.{statement.line}"


def source(statement: Statement) -> str:
    """The first line of its code, as far as there is room for it."""
    lines = [line.strip() for line in statement.source.split("\n")]
    code = [line for line in lines if line and not line.startswith("#")] or [""]
    return shortened(code[0], _SOURCE)
