"""A notebook file to a :class:`Notebook`."""

import os
from collections.abc import Mapping
from dataclasses import field
from pathlib import Path

from nb2prod.diagnostics import ConversionError, Diagnostic, Place, Severity, note
from nb2prod.notebook.alternative_files import TRIES, one_place
from nb2prod.notebook.folder_search import FolderSearch
from nb2prod.notebook.load import RawCell, load
from nb2prod.notebook.magics import Others, others_of, to_python
from nb2prod.notebook.model import STAGES, Cell, DataLine, Notebook, Role
from nb2prod.notebook.own_modules import own_modules
from nb2prod.notebook.project_folder import LOOKS, MOVES, settled
from nb2prod.notebook.requirements import merged
from nb2prod.notebook.resources import resources
from nb2prod.notebook.run_files import RunFiles, written_module
from nb2prod.notebook.syntax import Written
from nb2prod.notebook.tags import comment_tags, no_stage_error, role_of, without_options
from nb2prod.patterns import regex
from nb2prod.records import dataclass, replace

_WORD = regex(r"[^\W\d]\w*")


@dataclass
class _Reading:
    """What has been gathered so far, cell by cell."""

    cells: list[Cell] = field(default_factory=list)
    markdown: list[str] = field(default_factory=list)
    requirements: list[str] = field(default_factory=list)
    findings: list[Diagnostic] = field(default_factory=list)
    data: list[DataLine] = field(default_factory=list)
    roles: set[Role] = field(default_factory=set)
    sources: dict[int, str] = field(default_factory=dict)
    untagged: Mapping[int, Role] = field(default_factory=dict)
    others: Others = field(default_factory=Others)
    values: FolderSearch | None = None


class BadCells(ConversionError):
    """Cells cannot be read. ``rest`` are the others, ``words`` all that the bad ones may bind."""

    def __init__(self, rest: Notebook, words: frozenset[str], *diagnostics: Diagnostic) -> None:
        super().__init__(*diagnostics)
        self.rest = rest
        self.words = words


def read_notebook(
    path: Path, *, require_stages: bool = True, untagged: Mapping[int, Role] | None = None
) -> Notebook:
    """Read ``.ipynb`` or py:percent ``.py``. Nothing of the notebook is run.

    ``require_stages=False`` also takes notebooks in which no cell is tagged as a stage.
    ``untagged`` gives roles, by number, to cells that have no tag.

    Raises:
        ConversionError: the file cannot be read or is no notebook.
        BadCells: cells are not what their tags promise; the diagnostics name all of them.
    """
    raw = load(path)
    run = RunFiles(path.parent)
    raw_cells = run.cells(raw.cells)
    code = [cell.source for cell in raw_cells if cell.kind == "code"]
    others = others_of(code)
    findings = [*raw.notes, *run.findings]
    reading = _Reading(findings=findings, untagged=untagged or {}, others=others)
    if any(LOOKS.search(source) or TRIES.search(source) for source in code):
        reading.values = FolderSearch(path.resolve().parent)
    for cell in raw_cells:
        if cell.kind == "markdown":
            reading.markdown.append(_printable(cell.source))
        elif cell.kind == "code" and cell.source.strip():
            _read_cell(cell, reading)
            reading.markdown = []
    _refuse(reading, path, require_stages)
    notes = tuple(f for f in reading.findings if f.severity is not Severity.ERROR)
    requirements, data = merged(reading.requirements), tuple(reading.data)
    cells = tuple(reading.cells)
    modules = own_modules(cells, path, run.written, run.folders)
    name, file = (os.fsencode(one).decode("utf-8", "replace") for one in (path.stem, path.name))
    made = Notebook(name, cells, requirements, notes, data, file=file, modules=modules)
    return replace(made, size=len(raw.cells), python=raw.python)


def _refuse(reading: _Reading, path: Path, require_stages: bool) -> None:
    errors = [f for f in reading.findings if f.severity is Severity.ERROR]
    if errors:
        bad = {f.place.cell for f in errors if f.place}
        rest = tuple(cell for cell in reading.cells if cell.number not in bad)
        words = {w for n in bad for w in _WORD.findall(reading.sources.get(n, ""))}
        raise BadCells(Notebook(path.stem, rest, file=path.name), frozenset(words), *errors)
    if not reading.roles:
        advice = "Write some, or leave it out: `exclude` in pyproject.toml names such notebooks."
        raise ConversionError(Diagnostic(f"{path} has no code cells.", advice, code="NB107"))
    if require_stages and not reading.roles & set(STAGES):
        raise no_stage_error(path, tuple(f for f in reading.findings if f.code == "NB112"))


def _read_cell(raw: RawCell, reading: _Reading) -> None:
    place = Place(raw.number, raw.id, 1)
    reading.sources[raw.number] = raw.source
    comment = None if raw.file else comment_tags(raw.source)
    try:
        role, notes = role_of(raw.tags, comment, place)
        needs = resources((*raw.tags, *(comment.tags if comment else ())), place)
    except ConversionError as error:
        reading.findings.extend(error.diagnostics)
        reading.roles.add(Role.SKIP)
        return
    if role is Role.UNTAGGED:
        role = reading.untagged.get(raw.number, role)
    reading.roles.add(role)
    reading.findings.extend(notes)
    if _writes_module(raw, role, reading):
        return
    source = raw.source
    if comment is not None and (comment.ours or comment.tags):
        lines = source.split("\n")
        lines[comment.line - 1] = ""
        source = "\n".join(lines)
    source = without_options(source)
    if raw.language and not source.lstrip().startswith("%%"):
        # VS Code shows such a cell without the magic that Jupyter needs to run it.
        source = f"%%{raw.language}\n{source}"
    converted = to_python(source, role, Written(place, raw.source), reading.others)
    reading.findings.extend(converted.findings)
    reading.requirements.extend(converted.requirements)
    reading.data.extend(converted.data)
    python = converted.source
    if python is not None and role is not Role.SKIP and reading.values is not None:
        python = settled(python, reading.values)
        python, told = one_place(python, reading.values)
        for line, left in told:
            message = f"of the places where the file may be, `{left}` is taken: it is an option."
            reading.findings.append(note("NB138", message, replace(place, line=line)))
        reading.values = None if MOVES.search(python) else reading.values
    if python is not None and (python.strip() or role is Role.SKIP):
        markdown = "\n\n".join(reading.markdown)
        made = Cell(raw.number, raw.id, role, python, markdown, resources=needs)
        if raw.file:
            made = replace(made, file=raw.file, ran_at=raw.ran_at)
        reading.cells.append(made if raw.file else replace(made, failure=raw.failure))


def _writes_module(raw: RawCell, role: Role, reading: _Reading) -> bool:
    """Whether the cell is ``%%writefile module.py``: the package has the module itself."""
    made = written_module(raw, {})
    if made and role is not Role.SKIP:
        message = f"`{made[0]}` is written by the cell: the package has it if it is imported."
        place = Place(raw.number, raw.id, 1)
        reading.findings.append(note("NB140", message, place))
    return made is not None


def _printable(text: str) -> str:
    """Half characters (lone surrogates) replaced: no file could be written with them."""
    return text.encode("utf-8", "replace").decode("utf-8")
