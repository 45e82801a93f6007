"""Text in columns, as wide as the terminal."""

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from unicodedata import east_asian_width


def table(rows: Sequence[Sequence[str]], width: int) -> Iterator[str]:
    """The lines of a table. Where it is too wide, the widest columns are folded."""
    beside = [1, *[2] * (len(rows[0]) - 2), 1]  # half of each gap belongs to each neighbour
    widths = [
        max(_length(line) for cell in column for line in cell.split("\n")) + gap
        for column, gap in zip(zip(*rows, strict=True), beside, strict=True)
    ]
    while sum(widths) > max(width, 3 * len(widths)):
        widths[widths.index(max(widths))] -= 1
    inner = [whole - gap for whole, gap in zip(widths, beside, strict=True)]
    for row in rows:
        cells = [list(folded(cell, room)) for cell, room in zip(row, inner, strict=True)]
        for lines in zip_longest(*cells, fillvalue=""):
            padded = (t + " " * (room - _length(t)) for t, room in zip(lines, inner, strict=True))
            yield "  ".join(padded).rstrip()


def folded(text: str, width: int) -> Iterator[str]:
    """The lines of a text, each at most so wide: broken at blanks, else inside of words."""
    for given in text.split("\n"):
        line = ""
        for word in re.findall(r"\s*\S+\s*", given):
            if _length(line) + _length(word.rstrip()) > width:
                if line:
                    yield line.rstrip()
                line = ""
            while _length(word.rstrip()) > width:
                end = width
                while end > 1 and _length(word[:end]) > width:
                    end -= 1
                yield word[:end]
                word = word[end:]
            line += word
        yield line.rstrip()


def _length(text: str) -> int:
    """How many places a text takes on the terminal."""
    return len(text) if text.isascii() else sum(1 + (east_asian_width(c) in "WF") for c in text)
