"""The page: notebook and package side by side, in one file that loads nothing else."""

import base64
import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from nb2prod.diagnostics import Diagnostic
from nb2prod.naming import CONFIG_FILE
from nb2prod.notebook.model import file_of, own_number
from nb2prod.plan.model import Pipeline
from nb2prod.records import dataclass
from nb2prod.report.draw import asset, inline_svg
from nb2prod.report.links import Keys, Links
from nb2prod.report.shown import coloured, pages
from nb2prod.report.shown_cells import ShownCell
from nb2prod.report.stage_graph import graph_of

if TYPE_CHECKING:
    from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class Line:
    """A line of code; ``first``: its keys begin here, so that the keyboard can reach it."""

    number: int
    html: "Markup"
    keys: str
    first: bool
    notes: tuple["Note", ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """A diagnostic as the page shows it; ``cell`` is 0 where it is about no cell."""

    number: int
    severity: str
    code: str
    message: str
    advice: str
    cell: int
    line: int


@dataclass(frozen=True, slots=True)
class PageCell:
    """A cell as the page shows it; ``away`` tells that its code stands in no module, and ``tags``
    the stages of its parts."""

    number: int
    kind: str
    role: str
    text: str
    lines: tuple[Line, ...]
    linked: bool
    away: str
    tags: str = ""


@dataclass(frozen=True, slots=True)
class PageModule:
    """A file of the package; ``name`` is that of its tab, ``role`` its stage's."""

    name: str
    file: str
    path: str
    role: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class PathRow:
    """A path of the notebook that became an option."""

    option: str
    path: str
    stage: str
    origin: str


@dataclass(frozen=True, slots=True)
class Page:
    """What the template shows; without ``modules`` the notebook could not be converted."""

    file: str
    package: str
    failed: bool
    drawing: "Markup | str"
    cells: tuple[PageCell, ...]
    modules: tuple[PageModule, ...]
    helpers: tuple[str, ...]
    paths: tuple[PathRow, ...]
    notes: tuple[Note, ...]

    @property
    def general(self) -> list[Note]:
        """Notes on no line of a cell that the page shows."""
        shown = {note.number for c in self.cells for line in c.lines for note in line.notes}
        return [note for note in self.notes if note.number not in shown]


def html_of(page: Page) -> str:
    """The page as text."""
    from markupsafe import Markup

    style = asset("colours.css") + asset("graph.css") + asset("page.css")
    script = asset("page.js")
    return (
        pages()
        .get_template("report.html.jinja")
        .render(
            page=page,
            style=Markup(style),
            script=Markup(script),
            style_hash=_hash(style),
            script_hash=_hash(script),
        )
    )


def page_of(
    file: str,
    cells: Sequence[ShownCell],
    diagnostics: Iterable[Diagnostic],
    pipeline: Pipeline | None,
    files: Mapping[str, str],
    linked: Links,
    left_out: Collection[int] = (),
) -> Page:
    """The page of a notebook; `pipeline` is None where it could not be converted.

    `left_out` are the cells of which nothing is in the package.
    """
    numbers = {(file_of(c.number), own_number(c.number)): c.number for c in cells}
    told = enumerate(dict.fromkeys(diagnostics), 1)
    notes = tuple(_note(n, one, numbers) for n, one in told)
    shown = _files(pipeline, files) if pipeline else ()
    in_package = {
        f.rpartition("/")[2] for f in files if pipeline and f.startswith(pipeline.package)
    }
    rest = in_package - {module.file for module in shown} - {"__init__.py"}
    modules = tuple(_module(one, files[one.path], linked.files.get(one.path, {})) for one in shown)
    return Page(
        file=file,
        package=pipeline.package if pipeline else "",
        failed=pipeline is None,
        drawing=inline_svg(graph_of(pipeline)) if pipeline else "",
        cells=tuple(_cell(one, linked.cells.get(one.number, {}), notes, left_out) for one in cells),
        modules=modules,
        helpers=tuple(sorted(rest)),
        paths=tuple(_paths(pipeline)) if pipeline else (),
        notes=notes,
    )


def shown_files(pipeline: Pipeline, files: Mapping[str, str]) -> dict[str, str]:
    """The files that the page shows: those that can hold something of the notebook."""
    return {one.path: files[one.path] for one in _files(pipeline, files)}


def _files(pipeline: Pipeline, files: Mapping[str, str]) -> tuple[PageModule, ...]:
    """The files that are shown, still without their lines."""
    package = pipeline.package
    found = [(s.name, f"{package}/{s.name}.py", s.role.value) for s in pipeline.stages]
    found += [("common", f"{package}/common.py", ""), ("config", CONFIG_FILE, "")]
    found.append(("pipeline", f"{package}/pipeline.py", ""))
    return tuple(
        PageModule(name, path.rpartition("/")[2], path, role, ())
        for name, path, role in found
        if path in files
    )


def _module(one: PageModule, text: str, keys: Keys) -> PageModule:
    language = "yaml" if one.path == CONFIG_FILE else "python"
    html = coloured(text.removesuffix("\n"), language)
    return PageModule(one.name, one.file, one.path, one.role, tuple(_lines(html, keys, ())))


def _cell(
    cell: ShownCell, keys: Keys, notes: Sequence[Note], left_out: Collection[int]
) -> PageCell:
    text = "\n".join(cell.lines)
    if cell.kind != "code":
        return PageCell(cell.number, cell.kind, "", text.strip("\n"), (), False, "")
    own = [note for note in notes if note.cell == cell.number]
    lines = tuple(_lines(coloured(text), keys, own))
    away = "left out" if cell.number in left_out and not keys else ""
    tags = ", ".join((cell.role, *cell.also))
    return PageCell(cell.number, cell.kind, cell.role, text, lines, bool(keys), away, tags)


def _lines(html: "Sequence[Markup]", keys: Keys, notes: Sequence[Note]) -> "Iterable[Line]":
    seen: tuple[str, ...] = ()
    for number, text in enumerate(html, 1):
        now = keys.get(number, ())
        here = tuple(
            n for n in notes if n.line == number or (number == len(html) and n.line > number)
        )
        yield Line(number, text, " ".join(now), bool(now) and now != seen, here)
        seen = now


def _note(number: int, one: Diagnostic, numbers: Mapping[tuple[str, int], int]) -> Note:
    cell, line = (one.place.cell, one.place.line) if one.place else (0, 0)
    cell = numbers.get((one.file, cell), cell)
    return Note(number, one.severity.value, one.code, one.message, one.advice, cell, line)


def _paths(pipeline: Pipeline) -> "Iterable[PathRow]":
    for stage in pipeline.stages:
        for file in stage.files:
            origin = f"{file.producer}, {file.file}" if file.producer else "outside"
            if file.model_file:
                continue
            made = f", made by {file.origin}" if file.origin else ""
            option = file.parameter.replace("_", "-")
            yield PathRow(option, file.shown, stage.name, origin + made)


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
