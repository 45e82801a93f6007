"""Files that the notebook or a stage writes, compared with what the plan says of them."""

import os
from collections.abc import Iterator, Sequence
from itertools import takewhile
from pathlib import Path, PurePosixPath

from nb2prod.execution.runs import Ran
from nb2prod.naming import CONFIG_FILE
from nb2prod.plan.model import Pipeline, Stage
from nb2prod.verify.compared import stages_of
from nb2prod.verify.verdict import Finding, Value

_PICTURES = (".png", ".jpg", ".jpeg", ".svg", ".pdf", ".html")
_NO_RESULTS = (".py", ".pyc", ".pyi", ".so", ".ipynb", ".log")


def written_values(
    pipeline: Pipeline, ran: Ran, runs: Path, data: Path
) -> Iterator[Value | Finding]:
    """A value for each such file that both have, a finding for one that only one of them has.

    `data` is the folder that the package finds the notebook's own files in: a database that it
    opens may be changed there.
    """
    planned = {os.path.normpath(path) for stage in pipeline.stages for path, _ in stage.written}
    given = {os.path.normpath(f.path) for stage in pipeline.stages for f in stage.files}
    made = [path for stage in pipeline.stages for path in _unplanned(stage, runs / stage.name)]
    left = dict.fromkeys(made)
    for one in ran.opened:
        parts = PurePosixPath(one.path).parts
        hidden = one.path.endswith(_NO_RESULTS) or any(p[0] in "._" for p in parts if p != "..")
        there = one.access != "read" and (ran.folder / one.path).is_file()
        if hidden or not there or os.path.normpath(one.path) in planned:
            continue
        path = _nearest(parts, [p for p in made if p.name == parts[-1]])
        aside = path or _nearest(parts, sorted(runs.glob(f"**/{parts[-1]}")))
        owners = stages_of(one.cell, pipeline)
        if aside is None and owners and os.path.normpath(one.path) in given:
            original, own = str(ran.folder / one.path), str(data / one.path)
            yield Value(owners[0], one.path, "file", own, original=original)
            continue
        if aside is not None:
            left.pop(aside, None)
            stage = aside.relative_to(runs).parts[0] if path else (owners or [""])[0]
            original = str(ran.folder / one.path)
            yield Value(stage, one.path, "file", str(aside), original=original)
        elif owners:
            yield Finding(owners[0], one.path, "file", difference="the package wrote no such file")
        else:
            cause = f"cell {one.cell} is in no stage"
            yield Finding("", one.path, "file", cause=cause, compared=False)
    for path in left:
        if path.suffix not in _PICTURES:
            stage, *rest = path.relative_to(runs).parts
            name = str(PurePosixPath(*rest))
            yield Finding(stage, name, "file", difference="the notebook wrote no such file")


def _nearest(parts: Sequence[str], paths: Sequence[Path]) -> Path | None:
    """The path of which most ends like that of the notebook: its folders tell files apart."""

    def alike(path: Path) -> int:
        pairs = zip(reversed(path.parts), reversed(parts), strict=False)
        return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))

    return max(paths, key=alike, default=None)


def pictures_of(pipeline: Pipeline, runs: Path, compared: set[str]) -> list[dict[str, str]]:
    """The pictures that stages made of figures, without those `compared` as files."""
    return [
        {"stage": stage.name, "name": path.name, "path": str(path)}
        for stage in pipeline.stages
        for path in _unplanned(stage, runs / stage.name)
        if path.suffix == ".png" and str(path) not in compared
    ]


def _unplanned(stage: Stage, folder: Path) -> list[Path]:
    """Files in the stage's out_dir that are no artefacts, metrics, predictions, or planned copies,
    in the order in which they were written."""
    planned = {a.file for a in stage.artefacts} | {c.file for c in stage.carried}
    planned |= {file for _, file in stage.written} | {stage.metrics_file, stage.predictions_file}
    planned |= {str(PurePosixPath(name).with_suffix(".joblib")) for name in planned if name}
    planned.add(CONFIG_FILE)
    files = [p for p in sorted(folder.rglob("*")) if p.is_file()]
    own = [p for p in files if not _parents(p.relative_to(folder)) & planned]
    return sorted(own, key=lambda p: p.stat().st_mtime_ns)


def _parents(path: Path) -> set[str]:
    return {path.as_posix(), *(p.as_posix() for p in path.parents)}
