"""Notebooks with one literal changed, cell by cell."""

import ast
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

_STAGED = {"preprocess", "train", "predict", "evaluate", "parameters"}


@dataclass(frozen=True)
class Variant:
    """A literal of one cell, between two offsets of its source, and another one."""

    cell: int
    start: int
    end: int
    old: str
    new: str


def variants(path: Path) -> Iterator[Variant]:
    """For each cell of a stage, each literal in turn that can be changed alone."""
    notebook = json.loads(path.read_text(encoding="utf-8"))
    for number, cell in enumerate(notebook["cells"], 1):
        tags = cell.get("metadata", {}).get("tags", [])
        if cell["cell_type"] != "code" or not _STAGED & set(tags):
            continue
        source = "".join(cell["source"])
        for start, end, new in _changes(source):
            yield Variant(number, start, end, source[start:end], new)


def changed(path: Path, *literals: Variant) -> dict[str, Any]:
    """The notebook with these literals changed, of each cell one at most."""
    notebook: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    for one in literals:
        cell = notebook["cells"][one.cell - 1]
        source = "".join(cell["source"])
        cell["source"] = source[: one.start] + one.new + source[one.end :]
    return notebook


def _changes(source: str) -> Iterator[tuple[int, int, str]]:
    """Offsets and new text of numbers and plain strings; as long as the old one, so that no line
    has to be wrapped anew."""
    lines = source.split("\n")
    python = ["" if line.lstrip().startswith(("%", "!")) else line for line in lines]
    tree = ast.parse("\n".join(python))
    inside = {id(n) for j in ast.walk(tree) if isinstance(j, ast.JoinedStr) for n in ast.walk(j)}
    found = []
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or id(node) in inside:
            continue
        if node.lineno == node.end_lineno and isinstance(node.value, int | float | str):
            line = lines[node.lineno - 1].encode()
            before = sum(len(one) + 1 for one in lines[: node.lineno - 1])
            start = before + len(line[: node.col_offset].decode())
            end = before + len(line[: node.end_col_offset].decode())
            if new := _other(source[start:end]):
                found.append((start, end, new))
    return iter(sorted(found))


def _other(text: str) -> str:
    """Another literal like this one; nothing where that is not so simple."""
    if re.fullmatch(r"\d+(\.\d+)?", text):
        return text[:-1] + str((int(text[-1]) + 1) % 10)
    if re.fullmatch(r"([\"'])[A-Za-z]\w*\1", text):
        return f"{text[:-2]}{'y' if text[-2] != 'y' else 'z'}{text[-1]}"
    return ""


def changed_lines(old: dict[str, str], new: dict[str, str]) -> dict[str, int]:
    """How many lines of each file differ: of a changed stretch the longer side."""
    counts: dict[str, int] = {}
    for name in sorted({*old, *new}):
        before, after = old.get(name, "").splitlines(), new.get(name, "").splitlines()
        blocks = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
        lines = sum(max(b - a, d - c) for kind, a, b, c, d in blocks if kind != "equal")
        if lines:
            counts[name] = lines
    return counts
