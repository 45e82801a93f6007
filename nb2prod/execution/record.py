"""The notebook run once, to be traced."""

import json
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import Any

from nb2prod.analysis.syntax.name_nodes import stored
from nb2prod.convert import convert, read_chosen
from nb2prod.execution.kernel import run_notebook
from nb2prod.execution.mirror import OWN
from nb2prod.execution.progress import Progress
from nb2prod.execution.runs import Limits, Opened, Snapshot
from nb2prod.execution.session import session_of
from nb2prod.execution.stage_snapshots import stage_snapshots
from nb2prod.plan.model import Code, Pipeline, Stage
from nb2prod.settings import Settings
from nb2prod.trace.seen_types import type_from
from nb2prod.trace.store import cells_that_run, code_hash
from nb2prod.trace.traced import Trace, TracedFile, TracedStage, TracedValue

_NO_DATA = (".py", ".pyc", ".pyi", ".so", ".ipynb")


def record(path: Path, settings: Settings, limits: Limits, progress: Progress) -> Trace:
    """Run the notebook in a copy of its folder, and tell what it did.

    Raises:
        ConversionError: the notebook cannot be converted; it is not run then.
        CannotRun: the notebook did not come to its end.
    """
    pipeline = convert(path, settings, lambda pipeline: {}).pipeline
    with tempfile.TemporaryDirectory(prefix=OWN, ignore_cleanup_errors=True) as name:
        work = Path(name).resolve()
        kept = work / "values"
        kept.mkdir()
        session = session_of(path, pipeline, work, limits, list(_snapshots(pipeline, kept)))
        ran = run_notebook(session, lambda n, m: progress(f"cell {n} of {m}"))
        stages = {stage.name: _traced(stage, kept) for stage in pipeline.stages}
    notebook = read_chosen(path, settings)
    places = {cell.number: n for n, cell in enumerate(cells_that_run(notebook), 1)}
    return Trace(code_hash(notebook), stages, tuple(_files(ran.opened, places)))


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
