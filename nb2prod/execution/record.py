"""Runs the notebook once, for a trace."""

import json
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import Any

from nb2prod.analysis.analyse import unknown_calls
from nb2prod.analysis.syntax.nodes import stored
from nb2prod.convert import Conversion, convert, read_chosen
from nb2prod.diagnostics import ConversionError
from nb2prod.execution.kernel import run_notebooks
from nb2prod.execution.mirror import OWN
from nb2prod.execution.progress import Progress
from nb2prod.execution.runs import Limits, Opened, Snapshot
from nb2prod.execution.session import sessions_of
from nb2prod.execution.stage_snapshots import stage_snapshots
from nb2prod.notebook.model import CallKey, Notebook, Source
from nb2prod.plan.model import Code, Pipeline, Stage
from nb2prod.records import dataclass, replace
from nb2prod.settings import Settings
from nb2prod.trace.seen_types import type_from
from nb2prod.trace.store import TRACE, code_hash
from nb2prod.trace.traced import Trace, TracedFile, TracedStage, TracedValue

_NO_DATA = (".py", ".pyc", ".pyi", ".so", ".ipynb")


@dataclass(frozen=True, slots=True)
class _Traced:
    """A notebook that is traced, how it is run, and what is converted without a run."""

    path: Path
    settings: Settings
    limits: Limits
    progress: Progress
    notebook: Notebook

    @property
    def places(self) -> dict[int, int]:
        """By number of a cell, which of the cells that run it is."""
        return {int(c.number): n for n, c in enumerate(self.notebook.live, 1)}

    def converted(self, trace: Trace) -> Conversion:
        """The package that a trace leads to."""
        return convert(self.path, self.settings, trace=trace)


def record(path: Path, settings: Settings, limits: Limits, progress: Progress) -> Trace:
    """Run the notebook in a copy of its folder, and tell what it did.

    It is run once more where what its calls do leads to another package.

    Raises:
        ConversionError: the notebook cannot be converted. It is not run then, unless that may
            tell what is not known of its calls.
        CannotRun: the notebook did not come to its end.
    """
    one = _Traced(path, settings, limits, progress, read_chosen(path, settings))
    known = Trace(code_hash(one.notebook))
    calls, refusal, plain = _watchable(one.notebook), None, None
    try:
        plain = one.converted(known)
    except ConversionError as error:
        if not calls:
            raise
        refusal = error
    first, harmless = _run(one, known, plain, calls)
    better = _better(one, replace(known, harmless=harmless), plain) if harmless else plain
    if better is None:
        assert refusal is not None
        raise refusal
    if better is plain:
        return first
    return _run(one, replace(known, harmless=harmless), better)[0]


def _watchable(notebook: Notebook) -> tuple[CallKey, ...]:
    """The calls that a run can tell of; none where not all of the cells can be analysed."""
    try:
        return tuple(sorted(unknown_calls(notebook)))
    except (ConversionError, RecursionError):
        return ()


def _better(one: _Traced, known: Trace, plain: Conversion | None) -> Conversion | None:
    """What comes of the notebook by what its calls did, where that is another package."""
    try:
        found = one.converted(known)
    except ConversionError:
        if plain is None:
            raise
        return plain
    same = plain is not None and _package(found) == _package(plain)
    return plain if same else found


def _package(conversion: Conversion) -> dict[str, str]:
    return {name: text for name, text in conversion.files.items() if name != TRACE}


def _run(
    one: _Traced, known: Trace, conversion: Conversion | None, calls: tuple[CallKey, ...] = ()
) -> tuple[Trace, tuple[CallKey, ...]]:
    """What a run tells of the values of a package, and which of the calls were without effect."""
    sources = one.notebook.sources or (Source(one.path.name),)
    nothing = Pipeline(package="", title="", stages=(), sources=sources)
    pipeline = conversion.pipeline if conversion else nothing
    with tempfile.TemporaryDirectory(prefix=OWN, ignore_cleanup_errors=True) as name:
        work = Path(name).resolve()
        kept = work / "values"
        kept.mkdir()
        snapshots = list(_snapshots(pipeline, kept))
        sessions = sessions_of(one.path, pipeline, work, one.limits, snapshots, calls=calls)
        ran = run_notebooks(sessions, lambda n, m: one.progress(f"cell {n} of {m}"))
        stages = {stage.name: _traced(stage, kept) for stage in pipeline.stages}
    places = one.places
    harmless = tuple((places[c], line, n, name) for c, line, n, name in ran.harmless if c in places)
    return replace(known, stages=stages, files=tuple(_files(ran.opened, places))), harmless


def _snapshots(pipeline: Pipeline, folder: Path) -> Iterator[Snapshot]:
    original = dict(pipeline.renamed)
    for stage in pipeline.stages:
        names = [n for a in stage.artefacts for n in a.names]
        names += [*(o.name for o in stage.outputs), *stage.metrics, *stage.predictions]
        yield from stage_snapshots(stage, names, _place(stage, folder, 0), described=True)
        for n, code in enumerate(stage.loads, 1):
            if code.statement is not None:
                cell, line = code.statement.run_at
                path = _place(stage, folder, n)
                loaded = tuple((name, original.get(name, name)) for name in _loaded(code))
                yield Snapshot(
                    cell, path, expressions=loaded, line=line, behind=True, described=True
                )


def _place(stage: Stage, folder: Path, number: int) -> Path:
    return folder / f"{stage.name}-{number}.json"


def _loaded(code: Code) -> list[str]:
    """Names that a statement of the notebook's binds when it loads."""
    assert code.statement is not None
    return sorted({*stored(*code.statement.nodes)})


def _traced(stage: Stage, folder: Path) -> TracedStage:
    given = {one.name for one in stage.arguments}
    arguments: dict[str, TracedValue] = {}
    for n in range(1, len(stage.loads) + 1):
        found = _values(_place(stage, folder, n))
        arguments |= {name: value for name, value in found.items() if name in given}
    return TracedStage(dict(sorted(arguments.items())), _values(_place(stage, folder, 0)))


def _values(path: Path) -> dict[str, TracedValue]:
    if not path.exists():
        return {}
    found: dict[str, Any] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        found |= json.loads(line)
    return {name: _value(told) for name, told in sorted(found.items())}


def _value(told: dict[str, Any]) -> TracedValue:
    try:
        known = type_from(told["type"])
    except ValueError:  # a class in a function has a name that no annotation could write
        known = None
    shape = tuple(told.get("shape", ()))
    return TracedValue(known, told.get("dtype", ""), shape, told["saved"])


def _files(opened: Sequence[Opened], places: dict[int, int]) -> Iterator[TracedFile]:
    for one in opened:
        parts = PurePosixPath(one.path).parts
        hidden = any((p.startswith(".") and p != "..") or p == "__pycache__" for p in parts)
        if one.cell in places and not hidden and not one.path.endswith(_NO_DATA):
            yield TracedFile(one.path, one.access, places[one.cell])
