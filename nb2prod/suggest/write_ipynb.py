"""Writes tags into an ``.ipynb``; all else stays as it is, in the style of the file."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from typing import Any

from nb2prod.notebook.model import STAGES
from nb2prod.patterns import regex
from nb2prod.suggest.suggestion import Piece

_NON_ASCII = regex(r"[^\x00-\x7f]")
_INDENT = regex(r'\s*\{[ \t]*\r?\n([ \t]*)"')
_SEPARATORS = regex(r'"cell_type"(\s*:\s*)"\w*"(,?[ ]*)')
_ESCAPES = {"<": r"\u003c", ">": r"\u003e", "&": r"\u0026", r"\u001b": r"\u001B"}
"""What Colab escapes, and what PyCharm writes in capitals."""
_UNRUN: dict[str, Any] = {"outputs": [], "execution_count": None, "prompt_number": None}
_Cell = dict[str, Any]


def tagged(text: str, pieces: Mapping[int, Sequence[Piece]]) -> str:
    """The text of the file with tags added, and cells split.

    Args:
        text: JSON of a notebook, of any format.
        pieces: for cells by number, from 1, the tags; of several pieces, the cell is split.
    """
    notebook = json.loads(text, strict=False)
    sheets = [s for s in notebook.get("worksheets") or [notebook] if "cells" in s]
    taken = {cell["id"] for sheet in sheets for cell in sheet["cells"] if "id" in cell}
    numbers = count(1)
    for sheet in sheets:
        made: list[_Cell] = []
        for cell in sheet["cells"]:
            parts = pieces.get(next(numbers), ())
            made += _split(cell, parts, taken) if len(parts) > 1 else [_tagged(cell, parts)]
        sheet["cells"] = made
    return _written(notebook, text)


def _written(notebook: object, old: str) -> str:
    """The notebook as JSON, as the tool that wrote the file writes it."""
    indent, found = _INDENT.match(old), _SEPARATORS.search(old)
    colon, comma = found.groups() if found else ("", "")
    new = json.dumps(
        notebook,
        ensure_ascii=not _NON_ASCII.search(old),
        indent=indent[1] if indent else None,
        separators=("," if indent else comma or ", ", colon or ": "),
    )
    for plain, escaped in _ESCAPES.items():
        if plain not in old:
            new = new.replace(plain, escaped)
    lines = new.replace("\n", "\r\n") if "\r\n" in old else new
    return f"{lines}{old[len(old.rstrip()) :]}"


def _tagged(cell: _Cell, parts: Sequence[Piece]) -> _Cell:
    """A cell with the tag of a piece, if there is one."""
    metadata = cell.get("metadata") or {}
    for part in parts:
        metadata = _with_member(metadata, "tags", _longer(metadata.get("tags"), part.role))
    return _with_member(cell, "metadata", metadata) if parts else cell


def _longer(tags: object, tag: str) -> object:
    """The tags of a cell with one more, in the form that they have; a cell has one stage."""
    if isinstance(tags, str):
        return f"{tags} {tag}".strip()
    old = tags if isinstance(tags, list) else []
    stage = next((t for t in STAGES if t in old), None)
    return [tag if t == stage else t for t in old] if stage else [*old, tag]


def _with_member(owner: _Cell, key: str, value: object) -> _Cell:
    """An object with one member more: in its place where the keys are sorted."""
    made = owner | {key: value}
    return dict(sorted(made.items())) if list(owner) == sorted(owner) else made


def _split(cell: _Cell, pieces: Sequence[Piece], taken: set[str]) -> Iterator[_Cell]:
    """The cells that a cell becomes. The last keeps the outputs, as in Jupyter."""
    key = "source" if "source" in cell else "input"
    source = cell[key] if isinstance(cell[key], str) else "".join(cell[key])
    lines = source.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for number, piece in enumerate(pieces):
        new = dict(cell)
        if number < len(pieces) - 1:
            new |= {name: value for name, value in _UNRUN.items() if name in cell}
        if number and cell.get("id"):
            new["id"] = _id(cell["id"], number, taken)
        part = "\n".join(lines[piece.first - 1 : piece.last]).strip("\n")
        new[key] = part if isinstance(cell[key], str) else part.splitlines(keepends=True)
        yield _tagged(new, [piece])


def _id(identity: str, number: int, taken: set[str]) -> str:
    """An id that the same cell gets each time it is split so."""
    seeds = (f"{identity}/{number}/{attempt}".encode() for attempt in count())
    digests = (hashlib.sha256(seed).hexdigest()[:8] for seed in seeds)
    new = next(one for one in digests if one not in taken)
    taken.add(new)
    return new
