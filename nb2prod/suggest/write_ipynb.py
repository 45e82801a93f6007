"""Tags into the text of an ``.ipynb``: all else stays as it is, to the byte."""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence

from nb2prod.notebook.model import STAGES
from nb2prod.records import dataclass, replace
from nb2prod.suggest.spans import Span, cells_of
from nb2prod.suggest.suggestion import Piece

_NON_ASCII = re.compile(r"[^\x00-\x7f]")


@dataclass(frozen=True, slots=True)
class _Style:
    """How a cell is written.

    ``newline`` is "" where all stands on one line, ``unit`` the indent of one level, ``base``
    that of the keys of the cell. ``ascii``: other characters are escaped.
    """

    newline: str
    unit: str
    base: str
    colon: str
    comma: str
    ascii: bool


def tagged(text: str, pieces: Mapping[int, Sequence[Piece]]) -> str:
    """The text of the file with tags added, and cells split.

    Args:
        text: JSON of a notebook, of any format.
        pieces: for cells by number, from 1, the tags; of several pieces, the cell is split.
    """
    cells = cells_of(text)
    whole, common = text, _style(text)
    taken = {json.loads(text[c.members["id"].start : c.members["id"].end])
             for c in cells if "id" in c.members}  # fmt: skip
    for number in sorted(pieces, reverse=True):
        span, parts = cells[number - 1], pieces[number]
        cell = text[span.start : span.end]
        style = _of_cell(cell, common)
        if len(parts) == 1:
            new = _with_tag(cell, parts[0].role, style)
        else:
            new = _gap(whole, span, style).join(_split(cell, parts, style, taken))
        text = text[: span.start] + new + text[span.end :]
    return text


def _style(text: str) -> _Style:
    """What holds for the whole file."""
    colon = re.search(r'"cell_type"(\s*:\s*)"', text)
    unit = re.match(r'\s*\{[ \t]*\r?\n([ \t]*)"', text)
    return _Style(
        newline="",
        unit=unit[1] if unit else " ",
        base="",
        colon=colon[1] if colon else ": ",
        comma=", ",
        ascii=not _NON_ASCII.search(text),
    )


def _of_cell(cell: str, style: _Style) -> _Style:
    """What holds for one cell: some tools write each on a line of its own."""
    if keys := re.match(r'\{[ \t]*(\r?\n)([ \t]*)"', cell):
        return replace(style, newline=keys[1], base=keys[2], comma=",")
    comma = re.search(r'[\w"\]}](,[ ]*)"', cell)
    return replace(style, comma=comma[1] if comma else ", ")


_BEFORE = '{"cells":['


def _spans(cell: str, *path: str) -> dict[str, tuple[int, int]]:
    """Start and end of the values of a cell's keys, or of those of an object in it."""
    span = cells_of(f"{_BEFORE}{cell}]}}")[0]
    for key in path:
        span = span.members[key]
    at = len(_BEFORE)
    return {key: (one.start - at, one.end - at) for key, one in span.members.items()}


def _with_tag(cell: str, tag: str, style: _Style) -> str:
    """The text of a cell with one tag more."""
    members = _spans(cell)
    if "metadata" not in members:
        return _with_member(cell, members, "metadata", {"tags": [tag]}, style, style.base)
    start, end = members["metadata"]
    if cell[start] != "{":
        made = _dumped({"tags": [tag]}, style.base, style)
        return cell[:start] + made + cell[end:]
    inside = _spans(cell, "metadata")
    if "tags" in inside:
        first, last = inside["tags"]
        return cell[:first] + _longer(cell[first:last], tag, style) + cell[last:]
    shifted = {key: (one - start, other - start) for key, (one, other) in inside.items()}
    new = _with_member(cell[start:end], shifted, "tags", [tag], style, style.base + style.unit)
    return cell[:start] + new + cell[end:]


def _longer(old: str, tag: str, style: _Style) -> str:
    """The tags of a cell with one more, in the form that they have; a cell has one stage."""
    value = json.loads(old)
    stage = next((t for t in STAGES if isinstance(value, list) and t in value), None)
    if stage is not None:
        return old.replace(json.dumps(stage), json.dumps(tag), 1)
    if isinstance(value, str):
        return json.dumps(f"{value} {tag}".strip(), ensure_ascii=style.ascii)
    if not value or not isinstance(value, list):
        return _dumped([tag], style.base + style.unit, style)
    end = old[:-1].rstrip()
    line = re.search(r"\r?\n[ \t]*", old)
    gap = f",{line[0]}" if line else ", " if style.newline else style.comma
    return f"{end}{gap}{json.dumps(tag)}{old[len(end) :]}"


def _dumped(value: object, base: str, style: _Style) -> str:
    """A value as the file would have it; ``base`` is the indent of the line where it starts."""
    if not style.newline:
        separators = (style.comma, style.colon)
        return json.dumps(value, ensure_ascii=style.ascii, separators=separators)
    text = json.dumps(value, ensure_ascii=style.ascii, indent=style.unit,
                      separators=(",", style.colon))  # fmt: skip
    return text.replace("\n", style.newline + base)


def _with_member(
    owner: str, spans: Mapping[str, tuple[int, int]], key: str, value: object, style: _Style,
    base: str,
) -> str:  # fmt: skip
    """The text of an object with one member more: in its place where the keys are sorted.

    ``base`` is the indent of the object's members.
    """
    entry = f"{json.dumps(key)}{style.colon}{_dumped(value, base, style)}"
    if not spans:
        if not style.newline:
            return "{" + entry + "}"
        outer = base.removesuffix(style.unit)
        return f"{{{style.newline}{base}{entry}{style.newline}{outer}}}"
    gap = owner[1 : owner.index('"')]
    between = f",{gap}" if "\n" in gap else style.comma
    keys = list(spans)
    before = [k for k in keys if k < key] if keys == sorted(keys) else keys
    if not before:
        return owner[: 1 + len(gap)] + entry + between + owner[1 + len(gap) :]
    end = spans[before[-1]][1]
    return owner[:end] + between + entry + owner[end:]


# splitting


def _split(cell: str, pieces: Sequence[Piece], style: _Style, taken: set[str]) -> Iterator[str]:
    """The texts of the cells that a cell becomes. The last keeps the outputs, as in Jupyter."""
    spans = _spans(cell)
    key = "source" if "source" in spans else "input"
    written = cell[slice(*spans[key])]
    source = json.loads(written)
    source = "".join(source) if isinstance(source, list) else source
    lines = source.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    identity = json.loads(cell[slice(*spans["id"])]) if "id" in spans else ""
    for number, piece in enumerate(pieces):
        new = cell
        if number < len(pieces) - 1:
            for name, value in _UNRUN.items():
                new = _replaced(new, name, value)
        if number and identity:
            new = _replaced(new, "id", json.dumps(_id(identity, number, taken)))
        part = "\n".join(lines[piece.first - 1 : piece.last]).strip("\n")
        new = _replaced(new, key, _source(part, written, style))
        yield _with_tag(new, piece.role, style)


_UNRUN = {"outputs": "[]", "execution_count": "null", "prompt_number": "null"}


def _replaced(cell: str, key: str, value: str) -> str:
    spans = _spans(cell)
    if key not in spans:
        return cell
    start, end = spans[key]
    return cell[:start] + value + cell[end:]


def _source(part: str, old: str, style: _Style) -> str:
    """A source in the form of the old one: a list of lines, or one text."""
    lines = part.splitlines(keepends=True) if old.startswith("[") else part
    return _dumped(lines, style.base, style)


def _id(identity: str, number: int, taken: set[str]) -> str:
    """An id that the same cell gets each time it is split so."""
    attempt = 0
    while True:
        seed = f"{identity}/{number}/{attempt}".encode()
        new = hashlib.sha256(seed).hexdigest()[:8]
        if new not in taken:
            taken.add(new)
            return new
        attempt += 1


def _gap(text: str, cell: Span, style: _Style) -> str:
    """What stands between two cells."""
    line = text[text.rfind("\n", 0, cell.start) + 1 : cell.start]
    return f",{style.newline}{line}" if style.newline and not line.strip() else style.comma
