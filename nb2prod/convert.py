"""Converts a notebook file to the text of its package; writes nothing."""

import ast
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from nb2prod.diagnostics import ConversionError, Diagnostic, Place, Severity, note
from nb2prod.disk import seen_from
from nb2prod.emit.ahead import emit_files
from nb2prod.notebook.resources import Resources, merged
from nb2prod.notebooks import Job
from nb2prod.plan.model import Pipeline, Stage
from nb2prod.records import dataclass, replace
from nb2prod.settings import Settings

if TYPE_CHECKING:
    from nb2prod.notebook.model import Notebook
    from nb2prod.notebook.read import BadCells
    from nb2prod.trace.traced import Trace

_FRAMES = 6_000


@dataclass(frozen=True, slots=True)
class Conversion:
    """What a notebook became: ``files`` map paths below the output folder to text.

    ``left_out`` are the numbers of the code cells of which nothing is in the package;
    ``suggested``: not all tags are written in the notebook.
    """

    pipeline: Pipeline
    files: dict[str, str]
    notes: tuple[Diagnostic, ...] = ()
    left_out: tuple[int, ...] = ()
    suggested: bool = False


@dataclass(frozen=True, slots=True)
class _Around:
    """What the package's folder tells: the way from there to the notebook's data, and the
    ``versions`` that stay, by canonical name."""

    data_root: str
    versions: dict[str, str]


_TOO_DEEP = Diagnostic(
    "the code of the notebook is nested too deeply to be analysed.",
    "Split its deepest expression, literal or `elif` chain.",
    code="NB123",
)


def convert(
    path: Path,
    settings: Settings | None = None,
    emit: Callable[[Pipeline], dict[str, str]] | None = None,
    trace: "Trace | None" = None,
    target: Path | None = None,
    *,
    again: bool = True,
) -> Conversion:
    """Convert the notebook at `path`.

    Args:
        path: ``.ipynb``, or ``.py`` in the percent format.
        settings: the user's choices.
        emit: makes the files; by default `emit.ahead.emit_files`.
        trace: what a run of the notebook told; left out, with a warning, if its code was another.
        target: where the package is to stand, for the files of engines; beside the notebook.
        again: the package is to be made again, so that versions are pinned as they are here.

    Raises:
        ConversionError: the notebook cannot be converted as it stands.
    """
    from nb2prod.analysis.syntax.top_level import forget_cells
    from nb2prod.emit.dependency_notes import not_pinned, unknown
    from nb2prod.locate import located
    from nb2prod.notebook.read import BadCells

    settings = settings or Settings()
    forget_cells()
    # The reader lets 200 levels of nesting through, and the walks take several frames a level.
    sys.setrecursionlimit(max(sys.getrecursionlimit(), _FRAMES))
    try:
        notebook = read_chosen(path, settings)
    except BadCells as error:
        raise ConversionError(*error.diagnostics, *_further(error, settings)) from error
    trace, notebook, unfit = _fitting(trace, notebook)
    try:
        root = seen_from(target, path.parent) if target is not None else ""
        around = _Around(root, _versions(target, settings, again=again))
        made = _made(_fixed(notebook, settings), settings, trace, around, emit or emit_files)
        notebook, pipeline, files = made
    except ConversionError as error:
        told = (located(d, notebook) for d in (*error.diagnostics, *unfit))
        raise ConversionError(*told) from error
    except RecursionError as error:
        raise ConversionError(_TOO_DEEP) from error
    notes = [*pipeline.notes, *unknown(pipeline, files, notebook), *unfit]
    notes += [*_taken_from_run(notebook), *(not_pinned(pipeline, files) if settings.pin else ())]
    if trace is not None:
        from nb2prod.plan.missed_files import missed_files
        from nb2prod.trace.store import TRACE, trace_text

        files = files | {TRACE: trace_text(trace)}
        notes += missed_files(pipeline, trace, notebook)
    notes = [located(d, notebook) for d in notes]
    suggested = any(cell.confidence is not None for cell in notebook.cells)
    return Conversion(pipeline, files, tuple(notes), _left_out(notebook, notes), suggested)


def _made(
    given: "Notebook",
    settings: Settings,
    trace: "Trace | None",
    around: _Around,
    emit: Callable[[Pipeline], dict[str, str]],
) -> "tuple[Notebook, Pipeline, dict[str, str]]":
    """The notebook without secrets, with its pipeline and files: no address in these holds one."""
    from nb2prod.analysis.constants.literal_secrets import opening_secrets, without_secrets
    from nb2prod.analysis.syntax.top_level import forget_cells
    from nb2prod.plan.divided import planned

    opening = dict[str, str]()
    while True:
        notebook = without_secrets(given, opening)
        _, pipeline = planned(notebook, settings, trace)
        pipeline = _with_surroundings(pipeline, notebook, settings, around)
        forget_cells()  # what follows takes its memory
        files = emit(pipeline)
        modules = (text for name, text in files.items() if name.endswith(".py"))
        found = opening_secrets(modules, opening)
        if len(found) == len(opening):
            return notebook, pipeline, files
        opening = found


def _fixed(notebook: "Notebook", settings: Settings) -> "Notebook":
    if not settings.fix:
        return notebook
    from nb2prod.advice.advise_notebook import fixed_notebook

    return fixed_notebook(notebook, settings)


def convert_job(
    job: Job,
    emit: Callable[[Pipeline], dict[str, str]] | None = None,
    trace: "Trace | None" = None,
) -> Conversion:
    """The conversion of a job, by what the last run told if no other run is given.

    Raises:
        ConversionError: the notebook cannot be converted as it stands.
    """
    from nb2prod.trace.store import stored_trace

    trace = trace or stored_trace(job.target)
    return convert(job.path, job.choices.settings, emit, trace, job.target, again=job.again)


def _left_out(notebook: "Notebook", notes: Sequence[Diagnostic]) -> tuple[int, ...]:
    """Cells tagged `skip`, and those that nothing needs or that only show values; of a cell of
    imports or functions, what else it shows."""
    from nb2prod.notebook.model import STAGES, Role, whole

    found = {d.place.cell for d in notes if d.code == "NB223" and d.place}
    needed = {d.place.cell for d in notes if d.code == "NB232" and d.place}
    for cell in notebook.cells:
        untagged = cell.role is Role.UNTAGGED and cell.source.strip()
        if not cell.live or (untagged and _shows(cell.source)):
            found.add(cell.number)
    parts = {int(c.number) for c in notebook.cells if c.role in (*STAGES, Role.PARAMETERS)}
    idle = {whole(d.place.cell) for d in notes if d.code == "NB236" and d.place}
    return tuple(sorted({whole(number) for number in found} - needed - parts | idle))


def _shows(source: str) -> bool:
    """Whether code is nothing but expressions."""
    return all(isinstance(statement, ast.Expr) for statement in ast.parse(source).body)


def read_chosen(path: Path, settings: Settings) -> "Notebook":
    """The notebook with its tags, and where the user wants it with suggested ones.

    Raises:
        ConversionError: the file cannot be read or is no notebook.
        BadCells: cells are not what their tags promise.
    """
    if settings.following:
        return _read_joined(path, settings)
    if settings.auto_tag:
        from nb2prod.suggest.notebook_files import read_suggested

        return read_suggested(path)
    from nb2prod.notebook.read import read_notebook
    from nb2prod.notebook.tags import NoStageError, suggested_error

    try:
        return read_notebook(path)
    except NoStageError as error:
        if not (found := _suggested(path)):
            raise
        raise suggested_error(path, found, error.diagnostics[1:]) from error


def _read_joined(path: Path, settings: Settings) -> "Notebook":
    """The notebooks of one package, as one.

    Raises:
        ConversionError: some of them cannot be read, or they do not go together.
    """
    from nb2prod.analysis.rewrites.joined import joined
    from nb2prod.locate import located
    from nb2prod.notebook.read import BadCells
    from nb2prod.notebook.tags import SuggestedError

    read: list[Notebook] = []
    errors: list[ConversionError] = []
    problems: list[Diagnostic] = []
    for name in (path.name, *settings.following):
        try:
            read.append(read_chosen(path.with_name(name), replace(settings, following=())))
        except ConversionError as error:
            errors.append(error)
            told = error.diagnostics
            if isinstance(error, BadCells):
                told = tuple(located(d, error.rest) for d in told)
            problems += (replace(d, file=name) for d in told)
    if problems:
        only_tags = all(isinstance(error, SuggestedError) for error in errors)
        raise (SuggestedError if only_tags else ConversionError)(*problems)
    return joined(read, settings.name or path.stem)


def _suggested(path: Path) -> str:
    """The tags that are suggested for a notebook without any."""
    from nb2prod.suggest.first_run import suggested  # takes a moment to load

    return suggested(path)


def _fitting(
    trace: "Trace | None", notebook: "Notebook"
) -> "tuple[Trace | None, Notebook, list[Diagnostic]]":
    """The trace, if it is one of this code, and what it tells of calls; else a warning."""
    if trace is None:
        return None, notebook, []
    from nb2prod.trace.store import TRACE, code_hash, with_harmless_calls

    if trace.code == code_hash(notebook):
        return trace, with_harmless_calls(notebook, trace), []
    message = f"{TRACE} tells of other code, or was edited; it is left out."
    advice = "Trace it again with `nb2prod convert --trace`."
    severity = Severity.WARNING
    return None, notebook, [Diagnostic(message, advice, code="NB241", severity=severity)]


def _taken_from_run(notebook: "Notebook") -> Iterator[Diagnostic]:
    """A note for each call of which only a run told that it changes nothing."""
    cells = {int(cell.number): cell for cell in notebook.cells}
    for number, line, _, called in sorted(notebook.harmless):
        message = (
            f"nothing is known of `{called}`; as the run showed, it changes nothing that it gets, "
            "and gives nothing that shares with it."
        )
        advice = "Where it may do so with other data, hand it a copy."
        place = Place(cells[number].number, cells[number].id, line)
        yield note("NB242", message, place, advice)


def _versions(target: Path | None, settings: Settings, *, again: bool) -> dict[str, str]:
    """The versions that stay as the package has them: all, unless it is made again where its
    libraries are. A continuous integration, or a hook, has others or none of them."""
    if not settings.pin or target is None:
        return {}
    from nb2prod.emit.installed import installed, pinned

    found = pinned(target)
    return {} if again and found.keys() <= installed(())[0].keys() else found


def _with_surroundings(
    pipeline: Pipeline, notebook: "Notebook", settings: Settings, around: _Around
) -> Pipeline:
    """With what lies outside the notebook: installed versions, the schema of its data."""
    if around.data_root:
        pipeline = replace(pipeline, data_root=around.data_root)
    stages = tuple(replace(one, resources=_needed(one, notebook)) for one in pipeline.stages)
    asked = {"docker": settings.docker, "serve": settings.serve, "conda": settings.conda}
    extras = tuple(name for name, wanted in asked.items() if wanted)
    pipeline = replace(pipeline, targets=settings.targets, extras=extras, stages=stages)
    pipeline = replace(pipeline, track=settings.track)
    if settings.serve:
        from nb2prod.emit.service import not_served

        pipeline = replace(pipeline, notes=(*pipeline.notes, *not_served(pipeline)))
    if settings.pin:
        from nb2prod.emit.installed import installed

        modules = {one.qualified.split(".")[0] for one in pipeline.imports}
        versions, providers = installed(modules)
        pipeline = replace(
            pipeline,
            installed=tuple(sorted((versions | around.versions).items())),
            providers=tuple(sorted(providers.items())),
        )
    if settings.sample_data is not None:
        from nb2prod.sample.sample_schema import sample_schema

        schema, notes = sample_schema(pipeline, notebook, Path(settings.sample_data))
        pipeline = replace(pipeline, tests=schema, notes=(*pipeline.notes, *notes))
    return pipeline


def _needed(stage: Stage, notebook: "Notebook") -> Resources:
    """What the tags of a stage's cells ask of the machine that runs it."""
    found = Resources()
    for cell in notebook.cells:
        if cell.resources and cell.number in stage.cells:
            found = merged(found, cell.resources, Place(cell.number, cell.id, 1))
    return found


_MISSING = frozenset({"NB201", "NB203", "NB204"})


def _further(error: "BadCells", settings: Settings) -> list[Diagnostic]:
    """Problems of the cells that can be read; none that may come of the names of bad cells."""
    from nb2prod.analysis.analyse import analyse
    from nb2prod.analysis.constants.literal_secrets import without_secrets
    from nb2prod.locate import located, names
    from nb2prod.plan.build import plan
    from nb2prod.plan.divided import with_clear_names

    try:
        rest = without_secrets(error.rest)
        clear = with_clear_names(rest)
        plan(clear, analyse(clear), settings)
    except ConversionError as further:
        found = [d for d in further.diagnostics if d.place and not error.words & names(d)]
        if any(d.code == "NB132" for d in error.diagnostics):  # `%run` may bind any name
            found = [d for d in found if d.code not in _MISSING]
        return [located(d, rest) for d in found]
    except Exception:  # half a notebook is no input that the analysis promises to take
        pass
    return []
