"""What rules see of a notebook file."""

import json
from pathlib import Path

from nb2prod.advice.rule import Book, Seen
from nb2prod.analysis.analyse import analyse
from nb2prod.analysis.environment import Environment
from nb2prod.analysis.model import Analysed
from nb2prod.diagnostics import ConversionError, Place
from nb2prod.notebook.load import RawCell, load
from nb2prod.notebook.model import Notebook, Role
from nb2prod.notebook.tags import comment_tags, role_of


def book_of(notebook: Notebook, path: Path | None = None) -> Book:
    """What rules see of a notebook; with its file they see shell lines and counts too."""
    seen: list[Seen] = []

    def watch(analysed: Analysed, env: Environment) -> None:
        seen.append(Seen(analysed, env))

    analyse(notebook, watch)
    if path is None:
        return Book(notebook, tuple(seen))
    raw = load(path).cells
    lines = tuple(line for cell in raw for line in _shell_lines(cell))
    return Book(notebook, tuple(seen), raw, _counts(path), lines)


def _shell_lines(cell: RawCell) -> list[tuple[Place, str]]:
    """The lines that start with ``!`` or ``%``, and those of a cell of shell script."""
    if cell.kind != "code" or _skipped(cell):
        return []
    lines = cell.source.split("\n")
    script = lines[0].startswith(("%%bash", "%%sh", "%%script bash"))
    return [
        (Place(cell.number, cell.id, number), line)
        for number, line in enumerate(lines, 1)
        if script or line.lstrip().startswith(("!", "%"))
    ]


def _skipped(cell: RawCell) -> bool:
    try:
        return role_of(cell.tags, comment_tags(cell.source), Place(1, "", 1))[0] is Role.SKIP
    except ConversionError:
        return True


def _counts(path: Path) -> tuple[tuple[int, int], ...]:
    """Execution counts by cell; none for a file that holds none."""
    if path.suffix == ".py":
        return ()
    try:
        cells = json.loads(path.read_bytes().decode("utf-8-sig")).get("cells")
    except (OSError, ValueError, AttributeError):
        return ()
    return tuple(
        (number, count)
        for number, cell in enumerate(cells if isinstance(cells, list) else (), 1)
        if isinstance(cell, dict) and type(count := cell.get("execution_count")) is int
    )
