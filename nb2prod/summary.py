"""The summary of a conversion, as a table for the terminal."""

import os
import shlex
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from nb2prod.columns import folded, table
from nb2prod.emit.figure_files import figure_files
from nb2prod.emit.listing import all_outputs, external_files, first_commands
from nb2prod.naming import listed
from nb2prod.notebook.model import file_of, own_number
from nb2prod.plan.left_out import lost_files
from nb2prod.plan.model import Pipeline, Stage
from nb2prod.records import dataclass

if TYPE_CHECKING:
    from nb2prod.convert import Conversion

_NAMED = 5  # files, before the others are counted
_LONGEST = 40  # of a path or an address, in characters


@dataclass(frozen=True, slots=True)
class Outline:
    """What is told of a conversion: the rows of the table, what else happened, commands, the
    notebook's name, paths that it reads from outside, with their options, and whether not all tags
    are written in the notebook."""

    rows: tuple[tuple[str, ...], ...]
    remarks: tuple[tuple[str, str], ...]
    commands: tuple[str, ...]
    file: str
    inputs: tuple[tuple[str, str], ...]
    suggested: bool


def outline(path: Path, target: Path, conversion: "Conversion") -> Outline:
    """The stages with inputs, outputs and options, what else happened, and the next commands."""
    pipeline = conversion.pipeline
    rows = [(s.name, _inputs(s), ", ".join(all_outputs(s)), _options(s)) for s in pipeline.stages]
    commands = [*first_commands(pipeline, target, path.parent), *_others(pipeline, target)]
    inputs = tuple(
        (f"--{file.parameter.replace('_', '-')}", file.path)
        for file in external_files(pipeline)
        if file.kind in ("file", "dir") and not file.shown.startswith(("~", "$"))
    )
    remarks, file = tuple(_remarks(conversion)), pipeline.file
    return Outline(tuple(rows), remarks, tuple(commands), file, inputs, conversion.suggested)


def summary(path: Path, target: Path, told: Outline) -> str:
    """The outline, as wide as the terminal."""
    one, width = told.file == path.name, _width()
    head = f"Package: {target}" if one else f"{told.file} -> {target}"
    rows = [("stage", "inputs", "outputs", "options"), *told.rows]
    lines = [*folded(head, width), "", *table(rows, width)]
    gone = [f"{name} (give it by {option})" for option, name in missing(path, told.inputs)]
    remarks = [*told.remarks, *([("Not found here", listed(gone, _NAMED))] if gone else [])]
    for title, remark in remarks:
        lines += folded(f"{title}: {remark}", width)
    return "\n".join([*lines, "Next:", *(f"  {one}" for one in told.commands)])


def in_a_line(path: Path, target: Path, told: Outline) -> str:
    """The same in short, for one of several packages."""
    gone = listed([name for _, name in missing(path, told.inputs)], _NAMED)
    stages = ", ".join(row[0] for row in told.rows)
    path = path if told.file == path.name else path.parent / told.file
    return f"{path} -> {target}: {stages}" + (f"; not found here: {gone}" if gone else "")


def missing(path: Path, inputs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """The options of those inputs that the notebook would not find either, with their paths."""
    folder = path.parent
    places = ((o, n, {n, os.path.basename(n)} if os.path.isabs(n) else {n}) for o, n in inputs)
    return [(o, n) for o, n, ways in places if not any(os.path.exists(folder / w) for w in ways)]


def _others(pipeline: Pipeline, target: Path) -> Iterator[str]:
    """Commands that run the package by the engines that it has files for, and that make an image
    of it, each from here."""
    from nb2prod.emit.targets.registry import commands

    image = f"uv lock && docker build -t {pipeline.package.replace('_', '-')} ."
    more = [image] if "docker" in pipeline.extras else []
    for command in [*commands(pipeline, target), *more]:
        yield f"(cd {shlex.quote(str(target))} && {command})"


def _remarks(conversion: "Conversion") -> Iterator[tuple[str, str]]:
    """What became of figures, of cells that no stage needs, and of names."""
    figures = list(_figures(conversion))
    if figures:
        yield "Figures", "; ".join(figures)
    if conversion.left_out:
        yield "Left out", left_out(conversion)
    for note in conversion.notes:
        if note.code == "NB224":
            yield "Split", note.message[:-1]
    at = {
        part: f" (cell {spans([note.place.cell])})"
        for note in conversion.notes
        if note.code == "NB225" and note.place
        for part in note.message.split("`")[3::2]
    }
    # fields of a settings class have their own names in the package: `CFG.lags`
    pairs = [
        (new, old) for new, old in conversion.pipeline.renamed if new != old and "." not in old
    ]
    renamed = [f"{old} -> {new}{at.get(new, '')}" for new, old in pairs]
    if renamed:
        yield "Renamed", ", ".join(renamed)


def _figures(conversion: "Conversion") -> Iterator[str]:
    package = conversion.pipeline.package
    for stage in conversion.pipeline.stages:
        if names := figure_files(stage, conversion.files.get(f"{package}/{stage.name}.py", "")):
            yield f"{', '.join(names)} ({stage.name})"


def left_out(conversion: "Conversion") -> str:
    """The cells of which nothing is in the package, and why."""
    tagged = {d.place.cell for d in conversion.notes if d.code == "NB236" and d.place}
    groups = {
        "tagged `skip`, or no stage needs {}": [n for n in conversion.left_out if n not in tagged],
        "tagged as a stage, but no stage needs {}": sorted(tagged),
    }
    cells = ", ".join(
        f"cell{'s' * several} {spans(cells)} ({why.format('them' if several else 'it')})"
        for why, cells in groups.items()
        if cells
        for several in (len(cells) > 1,)
    )
    lost = lost_files(conversion.notes)
    return f"{cells}; no script writes {listed(lost, _NAMED)}" if lost else cells


def spans(numbers: Iterable[int]) -> str:
    """Numbers in order, neighbours as a span: ``2, 4 to 6``; ``2 of a.ipynb; 1, 3 of b.ipynb``."""
    files = groupby(sorted(set(numbers)), key=file_of)
    return "; ".join(_spans(list(found)) + (f" of {file}" if file else "") for file, found in files)


def _spans(numbers: list[int]) -> str:
    own = enumerate(map(own_number, numbers))
    runs = [[n for _, n in run] for _, run in groupby(own, key=lambda pair: pair[1] - pair[0])]
    return ", ".join(f"{r[0]} to {r[-1]}" if len(r) > 2 else ", ".join(map(str, r)) for r in runs)


def _width() -> int:
    import shutil

    return max(60, min(shutil.get_terminal_size((100, 24)).columns, 120))


def _inputs(stage: Stage) -> str:
    config = ["config"] if stage.takes_config else []
    return ", ".join([*config, *(one.name for one in stage.inputs)])


def _options(stage: Stage) -> str:
    return "\n".join(
        f"--{f.parameter.replace('_', '-')}: {_shortened(f.shown)}" for f in stage.files
    )


def _shortened(path: str) -> str:
    """The end of a long path or address, from a slash on."""
    if len(path) <= _LONGEST:
        return path
    end = path[-_LONGEST:]
    return "…" + end[max(end.find("/"), 0) :]
