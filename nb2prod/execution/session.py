"""A notebook made ready to be run: a copy of its folder, its cells, the points to stop at."""

import os
from collections.abc import Sequence
from pathlib import Path

from nb2prod.execution.mirror import mirror
from nb2prod.execution.runs import Limits, Session, Snapshot
from nb2prod.notebook.load import load
from nb2prod.notebook.model import Role
from nb2prod.notebook.read import read_notebook
from nb2prod.plan.model import Pipeline


def session_of(
    path: Path,
    pipeline: Pipeline,
    work: Path,
    limits: Limits,
    snapshots: Sequence[Snapshot],
    figures: Path | None = None,
) -> Session:
    """How to run the notebook at `path` below the folder `work`; the folder is filled.

    What the notebook's shell lines install is not installed, cells tagged `skip` do not run. Cells
    for which that is only suggested do: what they change belongs to what the notebook computes.
    """
    known = [f.path for s in pipeline.stages for f in s.files if f.kind in ("file", "dir")]
    known += [name for s in pipeline.stages for name, _ in s.written]
    folder = mirror(path.parent, work, known)
    roles = {c.number: c.role for c in read_notebook(path, require_stages=False).cells}
    raw = [c for c in load(path).cells if c.kind == "code" and c.source.strip()]
    cells = tuple(c for c in raw if roles.get(c.number) is not Role.SKIP)
    return Session(
        cells,
        folder,
        work,
        (Path(os.path.realpath(path.parent)),),
        limits,
        tuple(snapshots),
        pipeline.parameters_cell,
        figures,
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
