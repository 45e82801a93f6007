"""A notebook file to a :class:`Notebook`."""

from dataclasses import dataclass, field
from pathlib import Path

from nb2prod.diagnostics import ConversionError, Diagnostic, Place, Severity
from nb2prod.notebook.load import RawCell, load
from nb2prod.notebook.magics import to_python
from nb2prod.notebook.model import STAGES, Cell, DataLine, Notebook, Role
from nb2prod.notebook.requirements import merged
from nb2prod.notebook.syntax import Written
from nb2prod.notebook.tags import comment_tags, no_stage_error, role_of


@dataclass
class _Reading:
    """What has been gathered so far, cell by cell."""

    cells: list[Cell] = field(default_factory=list)
    markdown: list[str] = field(default_factory=list)
    requirements: list[str] = field(default_factory=list)
    findings: list[Diagnostic] = field(default_factory=list)
    data: list[DataLine] = field(default_factory=list)
    roles: set[Role] = field(default_factory=set)


def read_notebook(path: Path, *, require_stages: bool = True) -> Notebook:
    """Read ``.ipynb`` or py:percent ``.py``. Nothing of the notebook is run.

    ``require_stages=False`` also takes notebooks in which no cell is tagged as a stage.

    Raises:
        ConversionError: the file cannot be read or is no notebook, or cells are not what their
            tags promise; the diagnostics name all the bad cells.
    """
    raw = load(path)
    reading = _Reading(findings=list(raw.notes))
    for cell in raw.cells:
        if cell.kind == "markdown":
            reading.markdown.append(_printable(cell.source))
        elif cell.kind == "code" and cell.source.strip():
            _read_cell(cell, reading)
            reading.markdown = []
    _refuse(reading, path, require_stages)
    notes = tuple(f for f in reading.findings if f.severity is not Severity.ERROR)
    requirements, data = merged(reading.requirements), tuple(reading.data)
    return Notebook(path.stem, tuple(reading.cells), requirements, notes, data)


def _refuse(reading: _Reading, path: Path, require_stages: bool) -> None:
    errors = [f for f in reading.findings if f.severity is Severity.ERROR]
    if errors:
        raise ConversionError(*errors)
    if not reading.roles:
        raise ConversionError(Diagnostic(f"{path} has no code cells.", code="NB107"))
    if require_stages and not reading.roles & set(STAGES):
        raise no_stage_error(tuple(f for f in reading.findings if f.code == "NB112"))


def _read_cell(raw: RawCell, reading: _Reading) -> None:
    place = Place(raw.number, raw.id, 1)
    comment = comment_tags(raw.source)
    try:
        role, notes = role_of(raw.tags, comment, place)
    except ConversionError as error:
        reading.findings.extend(error.diagnostics)
        reading.roles.add(Role.SKIP)
        return
    reading.roles.add(role)
    reading.findings.extend(notes)
    source = raw.source
    if comment is not None and (comment.ours or comment.tags):
        lines = source.split("\n")
        lines[comment.line - 1] = ""
        source = "\n".join(lines)
    if raw.language and not source.lstrip().startswith("%%"):
        # VS Code shows such a cell without the magic that Jupyter needs to run it.
        source = f"%%{raw.language}\n{source}"
    converted = to_python(source, role, Written(place, raw.source))
    reading.findings.extend(converted.findings)
    reading.requirements.extend(converted.requirements)
    reading.data.extend(converted.data)
    python = converted.source
    if python is not None and (python.strip() or role is Role.SKIP):
        markdown = "\n\n".join(reading.markdown)
        reading.cells.append(Cell(raw.number, raw.id, role, python, markdown))


def _printable(text: str) -> str:
    """Half characters (lone surrogates) replaced: no file could be written with them."""
    return text.encode("utf-8", "replace").decode("utf-8")
