"""Snapshots of the values of a stage, each where the notebook has that value."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from nb2prod.execution.runs import Snapshot, held_value
from nb2prod.plan.model import Stage


def stage_snapshots(
    stage: Stage,
    names: Iterable[str],
    path: Path,
    states: Mapping[str, str] | None = None,
    *,
    described: bool = False,
) -> Iterator[Snapshot]:
    """Snapshots that keep the names' values in one file.

    Args:
        stage: whose values they are.
        names: as the scripts have them.
        path: of the file.
        states: expressions for names that the notebook has no variable for.
        described: keep types and shapes in place of the values.
    """
    moments = {moment.name: moment for moment in stage.moments}
    for name in dict.fromkeys(names):
        moment = moments.get(name) or moments.get("")
        if moment is None:
            continue
        code = (states or {}).get(name) or moment.original or name
        if moment.hidden_cell:
            key = f"{stage.name}.{name}"
            held = ((key, code),)
            cell, line = moment.hidden_cell, moment.hidden_line
            yield Snapshot(cell, path, expressions=held, line=line, held=True)
            code = held_value(key)
        plain = code == name
        yield Snapshot(
            moment.cell,
            path,
            (name,) if plain else (),
            () if plain else ((name, code),),
            line=moment.line,
            behind=True,
            described=described,
        )
