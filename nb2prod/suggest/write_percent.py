"""Writes tags into a file of the percent format, only on lines that start cells."""

import re
from collections.abc import Mapping, Sequence

from nb2prod.notebook.model import STAGES
from nb2prod.patterns import regex
from nb2prod.suggest.suggestion import Piece

_MARKER = regex(r"#\s*%%(?!%)")
_TAGS = regex(r"\btags\s*=\s*\[(.*?)\]")
_HEADER = regex(r"\s*#\s*---\s*$")


def tagged(text: str, pieces: Mapping[int, Sequence[Piece]]) -> str:
    """The text of the file with tags on the ``# %%`` lines, and cells split by new ones.

    Args:
        text: of the file.
        pieces: for cells by number, from 1, the tags; of several pieces, the cell is split.
    """
    lines = text.splitlines(keepends=True)
    newline = "\r\n" if lines and lines[0].endswith("\r\n") else "\n"
    starts = _starts(lines)
    for number in sorted(pieces, reverse=True):
        start, marked = starts[number - 1]
        first, *others = pieces[number]
        for piece in reversed(others):
            # Line 1 of the cell is the one below its marker.
            at = start + piece.first - 1 + marked
            while lines[at].strip() == "":
                at += 1
            gap = [] if lines[at - 1].strip() == "" else [newline]
            lines[at:at] = [*gap, f'# %% tags=["{piece.role}"]{newline}']
        if marked:
            lines[start] = _with_tag(lines[start], first.role)
        else:
            lines[start:start] = [f'# %% tags=["{first.role}"]{newline}']
    return "".join(lines)


def _starts(lines: Sequence[str]) -> list[tuple[int, bool]]:
    """Where each cell starts, from 0, and whether a marker stands there."""
    starts = [(n, True) for n, line in enumerate(lines) if _MARKER.match(line)]
    top = _below_header(lines)
    end = starts[0][0] if starts else len(lines)
    first = next((n for n in range(top, end) if lines[n].strip()), None)
    return [(first, False), *starts] if first is not None else starts


def _below_header(lines: Sequence[str]) -> int:
    """The line below the YAML that jupytext writes on top."""
    if not lines or not _HEADER.match(lines[0]):
        return 0
    return next((n + 1 for n in range(1, len(lines)) if _HEADER.match(lines[n])), 0)


def _with_tag(line: str, tag: str) -> str:
    """The marker with one tag more; a cell has one stage."""
    if match := _TAGS.search(line):
        inside = match[1].strip()
        stage = next((s for s in STAGES if re.search(rf"[\"']{s}[\"']", inside)), None)
        if stage is not None:
            tags = re.sub(rf"([\"']){stage}([\"'])", rf"\g<1>{tag}\g<2>", inside, count=1)
            return f"{line[: match.start(1)]}{tags}{line[match.end(1) :]}"
        tags = f'{inside}, "{tag}"' if inside else f'"{tag}"'
        return f"{line[: match.start(1)]}{tags}{line[match.end(1) :]}"
    bare = line.rstrip()
    return f'{bare} tags=["{tag}"]{line[len(bare) :].lstrip(" " + chr(9))}'
