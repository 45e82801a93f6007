"""``report`` and ``graph``: from the request to the text."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, field
from pathlib import Path
from typing import Literal

from nb2prod.convert import convert_job
from nb2prod.diagnostics import ConversionError, Diagnostic, Severity
from nb2prod.differences import changes, edited_files
from nb2prod.emit.ahead import emit_files
from nb2prod.findings.report_formats import answer_text
from nb2prod.naming import listed
from nb2prod.notebooks import job_of
from nb2prod.records import dataclass, replace
from nb2prod.report.stage_graph import graph_of
from nb2prod.settings import Settings

GraphFormat = Literal["mermaid", "dot", "svg", "json"]


@dataclass(frozen=True, slots=True)
class Report:
    """The page, and why the notebook cannot be converted where that is so.

    ``edited`` are files that people have edited in the package that stands there: the page shows
    what is generated. ``name``: what the user called a package of several notebooks.
    """

    html: str
    errors: tuple[Diagnostic, ...] = field(default=())
    edited: tuple[str, ...] = ()
    name: str | None = None


def graph_text(paths: Sequence[Path], given: Mapping[str, object], format: GraphFormat) -> str:
    """The graph of a notebook's stages.

    Raises:
        ConversionError: the notebook cannot be converted.
        SettingsError: pyproject.toml cannot be followed.
    """
    from nb2prod.report.draw import svg
    from nb2prod.report.graph_text import dot, mermaid

    job = job_of(paths, given)
    graph = graph_of(convert_job(job).pipeline)
    if format == "json":
        return answer_text(job.path, (), **asdict(graph)) + "\n"
    return {"mermaid": mermaid, "dot": dot, "svg": svg}[format](graph)


def report(paths: Sequence[Path], given: Mapping[str, object]) -> Report:
    """The page of a notebook; it tells the errors where the notebook cannot be converted.

    Raises:
        ConversionError: the file cannot be read, so that there is nothing to show.
        SettingsError: pyproject.toml cannot be followed.
    """
    from nb2prod.report.links import Links, links
    from nb2prod.report.page import html_of, page_of, shown_files
    from nb2prod.report.placed import marked, spots, statements
    from nb2prod.report.shown_cells import shown_cells

    job = job_of(paths, given)
    path, settings = job.path, job.choices.settings
    name = settings.name if settings.following else None
    cells = shown_cells(path, settings)
    try:
        conversion = convert_job(job)
    except ConversionError as error:
        page = page_of(
            listed([path.name, *settings.following]),
            cells,
            error.diagnostics,
            None,
            {},
            Links({}, {}),
        )
        return Report(html_of(page), error.diagnostics, name=name)
    pipeline, files = conversion.pipeline, conversion.files
    known = statements(pipeline)
    found = spots(files, emit_files(marked(pipeline)), known)
    names = [name for name, _ in pipeline.parameters]
    linked = links(cells, shown_files(pipeline, files), found, known, names)
    told = [*conversion.notes, *_advice(path, settings)]
    told.sort(key=lambda one: (one.place.cell, one.place.line) if one.place else (0, 0))
    edited = edited_files(changes(files, job.target), job.target)
    told = [*_edits(edited), *told]
    page = page_of(pipeline.file, cells, told, pipeline, files, linked, conversion.left_out)
    return Report(html_of(page), edited=tuple(edited), name=name)


def _edits(edited: Sequence[str]) -> list[Diagnostic]:
    """What a reader of the page has to know of the package that stands there."""
    if not edited:
        return []
    message = f"the package was edited by hand in {listed(edited)}."
    advice = "This page shows what is generated, without these edits."
    return [Diagnostic(message, advice, code="NB411", severity=Severity.WARNING)]


def _advice(path: Path, settings: Settings) -> list[Diagnostic]:
    """What the rules of advice say; it is no error, whatever it says."""
    from nb2prod.advice.advise_notebook import advise_one

    names = (path.name, *settings.following) if settings.following else ("",)
    findings = [
        replace(one.diagnostic, file=name)
        for name in names
        for one in advise_one(path.with_name(name or path.name), settings).findings
    ]
    return [one for one in findings if one.severity is not Severity.ERROR]
