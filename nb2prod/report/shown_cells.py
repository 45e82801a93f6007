"""The notebook's cells as a person sees them, without its passwords and keys."""

from pathlib import Path

from nb2prod.analysis.constants.literal_secrets import without_secrets
from nb2prod.diagnostics import ConversionError
from nb2prod.notebook import fetch
from nb2prod.notebook.load import RawCell, load
from nb2prod.notebook.model import STAGES, Cell, CellNumber, Notebook, Role
from nb2prod.notebook.read import BadCells, read_notebook
from nb2prod.records import dataclass, replace
from nb2prod.settings import Settings


@dataclass(frozen=True, slots=True)
class ShownCell:
    """A cell of the file. ``role`` is empty where it is no code, or none that Python knows; with
    suggested tags, ``also`` are the further stages of its parts.

    ``python`` is its code with the same lines, without magics; empty where there is none.
    """

    number: int
    id: str
    kind: str
    role: str
    lines: tuple[str, ...]
    python: str = ""
    also: tuple[str, ...] = ()


def shown_cells(path: Path, settings: Settings | None = None) -> tuple[ShownCell, ...]:
    """All cells of a notebook, in order, with suggested tags where the settings say so.

    Raises:
        ConversionError: the file cannot be read or is no notebook.
    """
    if settings is not None and settings.following:
        return _of_all(path, settings)
    raw = load(path)
    try:
        notebook = read_notebook(path, require_stages=False)
    except BadCells as error:
        notebook = error.rest
    cells = {cell.number: cell for cell in notebook.cells}
    parts = _suggested(path) if settings is not None and settings.auto_tag else {}
    cells |= {number: found[0] for number, found in parts.items()}
    safe = {cell.number: cell for cell in _safe(notebook).cells}
    return tuple(
        replace(_shown(one, cells.get(one.number), safe.get(one.number)), also=also)
        for one in raw.cells
        for also in [_also(parts.get(one.number, []))]
    )


def _also(parts: list[Cell]) -> tuple[str, ...]:
    """The roles of a cell's parts, but for that of its start."""
    roles = dict.fromkeys(cell.role for cell in parts if cell.role in STAGES)
    return tuple(role.value for role in roles if role != parts[0].role)


def _of_all(path: Path, settings: Settings) -> tuple[ShownCell, ...]:
    """The cells of several notebooks, by the numbers that they have as one."""
    found: list[ShownCell] = []
    for name in (path.name, *settings.following):
        before = found[-1].number if found else 0
        for cell in shown_cells(path.with_name(name), replace(settings, following=())):
            number = CellNumber(before + cell.number, (), name, cell.number)
            found.append(replace(cell, number=number))
    return tuple(found)


def _suggested(path: Path) -> dict[int, list[Cell]]:
    """By number the cells with suggested tags, of which there may be several for parts of one."""
    from nb2prod.suggest.notebook_files import read_suggested

    try:
        found = read_suggested(path).cells
    except ConversionError:
        return {}
    parts: dict[int, list[Cell]] = {}
    for cell in found:
        parts.setdefault(int(cell.number), []).append(cell)
    return parts


def _safe(notebook: Notebook) -> Notebook:
    """Without secrets, in skipped cells too, which the conversion has no need to look at."""
    cells = tuple(replace(cell, role=Role.UNTAGGED) for cell in notebook.cells)
    return without_secrets(replace(notebook, cells=cells))


def _shown(raw: RawCell, cell: Cell | None, safe: Cell | None) -> ShownCell:
    lines = raw.source.split("\n")
    if cell is not None and safe is not None:
        pairs = list(zip(cell.source.split("\n"), safe.source.split("\n"), strict=False))
        for n, (before, after) in enumerate(pairs[: len(lines)]):
            if before != after:
                lines[n] = after
    lines = _blanked("\n".join(lines)).split("\n")
    script = lines[0].lstrip().startswith("%%")
    lines = [
        fetch.without_secrets(line) if script or line.lstrip()[:1] in ("!", "%") else line
        for line in lines
    ]
    role = cell.role.value if cell else ""
    python = safe.source if safe and role != Role.SKIP else ""
    return ShownCell(raw.number, raw.id, raw.kind, role, tuple(lines), python)


def _blanked(text: str) -> str:
    """The text without what has the form of a key, whatever stands around it."""
    cell = Cell(0, "", Role.SKIP, "", text)
    return without_secrets(Notebook("", (cell,))).cells[0].markdown
