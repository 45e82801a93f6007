"""NB205, NB206: cells without a stage that change what a later cell of a stage reads."""

from collections.abc import Iterable, Iterator

from nb2prod.analysis.model import Analysed, Kind
from nb2prod.diagnostics import Diagnostic, Severity
from nb2prod.graph.units import Unit
from nb2prod.plan.draft import Draft
from nb2prod.plan.refusals.refusals import refusal


@refusal("NB205", "NB206", rank=40)
def changes_outside(draft: Draft) -> Iterator[Diagnostic]:
    """Each such change: a warning (NB205) for a cell that the user skips, else an error."""
    units = sorted(draft.units, key=lambda u: u.index)
    skipped = [a for a in draft.analysis.statements if not a.statement.cell.live]
    skipped = [a for a in skipped if a.kind is Kind.CODE]
    for a in [*draft.program.leftover, *skipped]:
        changed = (a.facts.may_bind | a.facts.mutates) & draft.program.state
        for name in sorted(changed):
            if any(name in u.may for u in units if u.index < a.statement.index):
                reader = _next_reader(name, a, units)
                if reader is not None:
                    yield _change(name, a, reader)


def _change(name: str, a: Analysed, reader: Unit) -> Diagnostic:
    skipped = not a.statement.cell.live
    how = "is tagged `skip`" if skipped else "belongs to no stage"
    otherwise = ", or make sure that it changes nothing." if skipped else ", or `skip`."
    return Diagnostic(
        f"`{name}` is changed here, but the cell {how}; cell {reader.cell} reads it.",
        f"Tag the cell with its stage{otherwise}",
        a.statement.place,
        code="NB205" if skipped else "NB206",
        severity=Severity.WARNING if skipped else Severity.ERROR,
    )


def _next_reader(name: str, a: Analysed, units: Iterable[Unit]) -> Unit | None:
    for unit in units:
        if unit.index > a.statement.index:
            if name in unit.reads:
                return unit
            if name in unit.must:
                return None
    return None
