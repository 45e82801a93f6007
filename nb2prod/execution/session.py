"""Prepares notebooks for a run: a copy of their folder, their cells, the points to stop at."""

import os
from collections.abc import Iterable, Sequence
from pathlib import Path, PurePath

from nb2prod.execution.mirror import mirror
from nb2prod.execution.runs import Limits, Session, Snapshot
from nb2prod.notebook.load import RawCell, load
from nb2prod.notebook.model import CallKey, CellNumber, Role
from nb2prod.notebook.read import read_notebook
from nb2prod.patterns import regex
from nb2prod.plan.model import Pipeline
from nb2prod.records import replace


def sessions_of(
    path: Path,
    pipeline: Pipeline,
    work: Path,
    limits: Limits,
    snapshots: Sequence[Snapshot],
    figures: Path | None = None,
    calls: Sequence[CallKey] = (),
) -> list[Session]:
    """How to run the notebook at `path`, or each of those of one package, below the folder `work`.

    The folder is filled. What shell lines install is not installed, cells tagged `skip` do not run.
    Cells for which that is only suggested do: what they change belongs to what is computed.
    """
    known = [f.path for s in pipeline.stages for f in s.files if f.kind in ("file", "dir")]
    known += [name for s in pipeline.stages for name, _ in s.written]
    known += [module.file for module in pipeline.modules]
    files = [path.with_name(source.file) for source in pipeline.sources]
    folder = mirror(path.parent, work, [*known, *named_above(files)])
    found: list[Session] = []
    for number, source in enumerate(pipeline.sources):
        own = figures / str(number) if figures else None
        if own is not None:
            own.mkdir()
        several = len(pipeline.sources) > 1
        cells = _cells(path.with_name(source.file), source.before, several)
        guarded = (Path(os.path.realpath(path.parent)),)
        behind, kept = source.parameters_cell, tuple(snapshots)
        here = {int(cell.number) for cell in cells}
        watched = tuple(call for call in calls if int(call[0]) in here)
        found.append(Session(cells, folder, work, guarded, limits, kept, behind, own, watched))
    return found


_ABOVE = regex(r"""["'](\.\./[^"'\n{*?\[]+)""")


def named_above(files: Iterable[Path]) -> list[str]:
    """What notebooks name above their folder, also to write there: any text like a path."""
    cells = (cell for file in files for cell in load(file).cells if cell.kind == "code")
    found = (name for cell in cells for name in _ABOVE.findall(cell.source))
    return [name for name in found if PurePath(name).name != ".."]


def _cells(path: Path, before: int, several: bool) -> tuple[RawCell, ...]:
    """The cells that run, with the numbers that the pipeline knows them by."""
    roles = {c.number: c.role for c in read_notebook(path, require_stages=False).cells}
    raw = [c for c in load(path).cells if c.kind == "code" and c.source.strip()]
    kept = (c for c in raw if roles.get(c.number) is not Role.SKIP)
    if not several:
        return tuple(kept)
    return tuple(
        replace(c, number=CellNumber(before + c.number, (), path.name, c.number)) for c in kept
    )


def parsed_values(given: Sequence[str]) -> tuple[tuple[str, object], ...]:
    """``NAME=VALUE`` or ``CFG.NAME=VALUE``, with values as in YAML.

    Raises:
        ValueError: the text has another form.
    """
    import yaml

    found: dict[str, object] = {}
    for text in given:
        name, equals, value = text.partition("=")
        if not equals or not all(map(str.isidentifier, name.split("."))):
            raise ValueError(f"--set takes NAME=VALUE, not {text!r}.")
        found[name] = yaml.safe_load(value)
    return tuple(found.items())
