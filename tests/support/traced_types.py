"""Types that a run shows beside known ones: ``python -m tests.support.traced_types [PATTERN]``.

Notebooks run in forked processes without a kernel, so that many take little time.
"""

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from nb2prod.analysis.model import Type
from nb2prod.convert import convert
from nb2prod.diagnostics import ConversionError
from nb2prod.execution.record import _snapshots, _traced
from nb2prod.execution.runs import Snapshot
from nb2prod.plan.model import Pipeline
from nb2prod.trace.seen_types import type_text
from nb2prod.trace.traced import TracedStage
from tests.support.agreement import agree
from tests.support.cases import case_id, case_paths, expected_of, lay_out
from tests.support.differential import run_cells


def disagreements(path: Path, pipeline: Pipeline, folder: Path) -> list[str]:
    """Where the analysis of the notebook claims a type that a run does not show.

    `folder` holds what `snapshots` kept of that run, or of what it did until it failed.
    """
    stages = {stage.name: _traced(stage, folder) for stage in pipeline.stages}
    return [
        f"{path.stem}: {where} {name} is {type_text(known)}, in the run {type_text(shown)}"
        for where, name, known, shown in _pairs(pipeline, stages)
        if not agree(_in_the_file(known, dict(pipeline.renamed)), shown)
    ]


def snapshots(pipeline: Pipeline, folder: Path) -> list[Snapshot]:
    """What is to be told of a run: types, which go to files in the folder."""
    folder.mkdir()
    return list(_snapshots(pipeline, folder))


def disagreements_of_run(path: Path, pipeline: Pipeline) -> list[str]:
    """The same of a run of the notebook, in its folder."""
    with tempfile.TemporaryDirectory() as name:
        kept = Path(name, "values")
        run_cells(path, Path(name), snapshots(pipeline, kept))
        return disagreements(path, pipeline, kept)


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
            for one in disagreements_of_run(place, pipeline):
                print(f"{case_id(path)}: {one}")


if __name__ == "__main__":
    main(*sys.argv[1:])
