"""Shell lines that get the notebook's data: what README.md lists, and which files they wrote."""

import re
from collections.abc import Iterable, Mapping, Sequence

from nb2prod.notebook.fetch import cleaned, without_secrets
from nb2prod.notebook.model import DataLine
from nb2prod.patterns import regex
from nb2prod.plan.model import File, Pipeline
from nb2prod.records import replace

_NAME = regex(r"\{(\w+)\}|\$(\w+)|\$\{(\w+)\}")


def with_data(
    pipeline: Pipeline, lines: Sequence[DataLine], constants: Mapping[str, object]
) -> Pipeline:
    """The pipeline with the lines that get its data, and files that know where they come from.

    Names of the notebook in the lines (``{url}``, ``$url``) are replaced where they are constant.
    Lines that only copy files are kept where an input is made by them, those that only make
    folders where a kept one fills them.
    """
    lines = [_filled_in(line, constants) for line in lines]
    outside = [f for stage in pipeline.stages for f in stage.files if f.producer is None]
    paths = [cleaned(file.path) for file in outside if file.kind in ("file", "dir")]
    fetching = [line for line in lines if line.makes or line.fills or not line.folders]
    wanted = [line for line in fetching if not line.perhaps or set(line.makes) & set(paths)]
    filled = [path for line in wanted for path in (*line.makes, *line.fills)]
    kept = [line for line in lines if line in wanted or _any_below(filled, line.folders)]
    origins = {path: _origin(path, wanted) for path in paths}
    stages = tuple(
        replace(stage, files=tuple(_with_origin(file, origins) for file in stage.files))
        for stage in pipeline.stages
    )
    data = tuple(dict.fromkeys(line.text for line in kept))
    return replace(pipeline, stages=stages, data=data)


def _with_origin(file: File, origins: Mapping[str, str]) -> File:
    if file.producer is not None or file.kind not in ("file", "dir"):
        return file
    return replace(file, origin=origins.get(cleaned(file.path), ""))


def _origin(path: str, lines: Sequence[DataLine]) -> str:
    """The last line that made the file; else the last that filled the closest folder above it."""
    best, found = -1, ""
    for line in lines:
        if path in line.makes:
            best, found = len(path) + 1, line.text
        for folder in line.fills:
            depth = _depth_above(path, folder)
            if depth >= max(best, 0):
                best, found = depth, line.text
    return found


def _depth_above(path: str, folder: str) -> int:
    """How much of the path the folder is; -1 where the path is not in it."""
    if folder == ".":
        return -1 if path.startswith(("/", "~", "..")) else 0
    return len(folder) if path == folder or path.startswith(f"{folder}/") else -1


def _any_below(paths: Iterable[str], folders: Iterable[str]) -> bool:
    starts = [f"{folder}/" for folder in folders]
    return any(path + "/" == start or path.startswith(start) for path in paths for start in starts)


def _filled_in(line: DataLine, constants: Mapping[str, object]) -> DataLine:
    def value(match: re.Match[str]) -> str:
        found = constants.get(next(filter(None, match.groups())))
        return str(found) if isinstance(found, str | int) else match[0]

    def resolved(paths: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(cleaned(_NAME.sub(value, path)) for path in paths)

    return replace(
        line,
        text=without_secrets(_NAME.sub(value, line.text)),
        makes=resolved(line.makes),
        fills=resolved(line.fills),
        folders=resolved(line.folders),
    )
