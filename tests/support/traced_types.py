"""Types that a run shows beside known ones: ``python -m tests.support.traced_types [PATTERN]``.

Notebooks run in forked processes without a kernel, so that many take little time.
"""

import ast
import builtins
import contextlib
import io
import os
import sys
import tempfile
import types
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from nb2prod.analysis.model import Type
from nb2prod.convert import convert
from nb2prod.diagnostics import ConversionError
from nb2prod.execution import inside
from nb2prod.execution.inside import snapshot
from nb2prod.execution.record import _snapshots, _traced
from nb2prod.execution.runs import Snapshot
from nb2prod.notebook.read import read_notebook
from nb2prod.plan.model import Pipeline
from nb2prod.trace.seen_types import type_text
from nb2prod.trace.traced import TracedStage
from tests.support.agreement import agree
from tests.support.cases import case_id, case_paths, expected_of, lay_out

_SECONDS = 60


def disagreements(path: Path, folder: Path, pipeline: Pipeline) -> list[str]:
    """Where the analysis of the notebook claims a type that a run in `folder` does not show."""
    stages = traced(path, pipeline, folder)
    return [
        f"{path.stem}: {where} {name} is {type_text(known)}, in the run {type_text(shown)}"
        for where, name, known, shown in _pairs(pipeline, stages)
        if not agree(_in_the_file(known, dict(pipeline.renamed)), shown)
    ]


def _in_the_file(known: Type | None, renamed: dict[str, str]) -> Type | None:
    """The type under the name that a class has in the notebook's file, where two share one."""
    if known is None:
        return None
    root, _, name = known.name.partition(".")
    name = f"{root}.{renamed.get(name, name)}" if root == "notebook" else known.name
    return Type(name, tuple(_in_the_file(part, renamed) for part in known.parts))


def _pairs(pipeline: Pipeline, stages: dict[str, TracedStage]) -> Iterator[tuple]:  # type: ignore[type-arg]
    for stage in pipeline.stages:
        run = stages[stage.name]
        for output in stage.outputs:
            if output.name in run.values and not output.optional:
                yield (
                    f"output of {stage.name}",
                    output.name,
                    output.type,
                    run.values[output.name].type,
                )
        for artefact in stage.artefacts:
            for name, known in zip(artefact.names, artefact.types, strict=True):
                if name in run.values:
                    yield f"artefact of {stage.name}", name, known, run.values[name].type
        given = {one.name: one.artefact.producer for one in stage.inputs}
        for argument in stage.arguments:
            name = argument.name
            maker = stages.get(given.get(name, ""), TracedStage())
            found = run.arguments.get(name) or maker.values.get(name)
            if found:
                yield f"argument of {stage.name}", name, argument.type, found.type


def traced(path: Path, pipeline: Pipeline, folder: Path) -> dict[str, TracedStage]:
    """The trace of a run of the notebook in a forked process; of what it did until it failed."""
    import matplotlib.pyplot  # noqa: F401  (loaded once, for all the children)
    import pandas  # noqa: F401
    import sklearn.ensemble
    import sklearn.linear_model  # noqa: F401

    kept = Path(tempfile.mkdtemp())
    snapshots = list(_snapshots(pipeline, kept))
    child = os.fork()
    if child == 0:
        with contextlib.suppress(BaseException):
            import signal

            signal.alarm(_SECONDS)
            _run(path, snapshots, folder)
        os._exit(0)
    os.waitpid(child, 0)
    return {stage.name: _traced(stage, kept) for stage in pipeline.stages}


def _run(path: Path, snapshots: list[Snapshot], folder: Path) -> None:
    os.chdir(folder)
    os.environ["MPLBACKEND"] = "Agg"
    sys.path.insert(0, str(folder))
    module = types.ModuleType("__main__")
    sys.modules["__main__"] = module
    sys.modules["_nb2prod"] = inside
    builtins.display = lambda *_, **__: None  # type: ignore[attr-defined]
    for cell in read_notebook(path).live:
        wanted = [asdict(s) for s in snapshots if int(s.cell) == cell.number]
        for node in ast.parse(cell.source).body:
            for one in wanted:
                if one["line"] == node.lineno and not one["behind"]:
                    snapshot(vars(module), one)
            code = compile(ast.Module([node], []), f"<cell {cell.number}>", "exec")
            with (
                contextlib.redirect_stdout(io.StringIO()),
                contextlib.redirect_stderr(io.StringIO()),
            ):
                exec(code, vars(module))
            for one in wanted:
                if one["line"] == node.lineno and one["behind"]:
                    snapshot(vars(module), one)
        for one in wanted:
            if one["line"] == 0:
                snapshot(vars(module), one)


def main(pattern: str = "") -> None:
    """Print the disagreements of the cases that are converted and can be run."""
    for path in case_paths(pattern):
        if expected_of(path).static or expected_of(path).error is not None:
            continue
        with tempfile.TemporaryDirectory() as name:
            place = lay_out(path, Path(name))
            try:
                pipeline = convert(place, emit=lambda pipeline: {}).pipeline
            except ConversionError:
                continue
            for one in disagreements(place, Path(name), pipeline):
                print(f"{case_id(path)}: {one}")


if __name__ == "__main__":
    main(*sys.argv[1:])
