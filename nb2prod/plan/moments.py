"""The statement of the notebook after which each value of a stage is final.

Stages may run in another order than cells: after the last cell of a stage, a cell of another stage
may already have bound or changed its values. Directly after the stage's last statement that touches
a value, that cannot be: such a change would also have to run before the stage.
"""

from collections.abc import Iterator, Mapping, Sequence

from nb2prod.graph.units import Part, Unit
from nb2prod.plan.draft import Draft
from nb2prod.plan.model import Moment
from nb2prod.records import replace


def with_moments(draft: Draft) -> Draft:
    """Adds to the stages the statement after which each name has its final value."""
    names = draft.notebook.original_names()
    bindings = _bindings(draft, names)
    stages = tuple(
        replace(stage, moments=tuple(_moments(draft, part, names, bindings)))
        for stage, part in zip(draft.stages, draft.parts, strict=True)
    )
    return replace(draft, stages=stages)


def _bindings(draft: Draft, names: Mapping[str, str]) -> dict[str, list[tuple[int, str]]]:
    """By name of the file the statements that bind it, in order, each with the new name."""
    several = set(names.values())
    found: dict[str, list[tuple[int, str]]] = {}
    for a in draft.analysis.statements:
        for name in a.facts.may_bind:
            old = names.get(name, name)
            if old in several:
                found.setdefault(old, []).append((a.statement.index, name))
    return found


def _moments(
    draft: Draft,
    part: Part,
    names: Mapping[str, str],
    bindings: Mapping[str, Sequence[tuple[int, str]]],
) -> Iterator[Moment]:
    """One for each name; the last has no name: it is the end of the stage."""
    last: dict[str, Unit] = {}
    units = sorted(part.units, key=lambda unit: unit.index)
    for unit in units:
        for name in unit.reads | unit.writes | unit.analysed.facts.reads:
            last[name] = unit
    for name in sorted(last.keys() - draft.program.statics):
        unit = last[name]
        old = names.get(name, draft.value(name))
        hidden = _hidden(unit, name, bindings.get(old, ()))
        at = _place(draft, hidden) if hidden is not None else (0, 0)
        yield Moment(draft.value(name), old, *_place(draft, unit.index), *at)
    if units:
        yield Moment("", "", *_place(draft, units[-1].index))


def _hidden(unit: Unit, name: str, bindings: Sequence[tuple[int, str]]) -> int | None:
    """The statement from which on another value has the name in the file, where it is by then.

    A value whose name is bound again may still be changed through another name.
    """
    before = [(index, new) for index, new in bindings if index <= unit.index]
    own = [index for index, new in before if new == name]
    later = [index for index, new in before if new != name and index > max(own, default=-1)]
    return min(later, default=None)


def _place(draft: Draft, index: int) -> tuple[int, int]:
    """Cell and line of a statement, or where several share a line, of the last of these."""
    return draft.statements[index].run_at
