"""NB246: cells that an error ended when the notebook was run last; a script ends there as well."""

from collections.abc import Iterator, Sequence

from nb2prod.analysis.model import Analysed
from nb2prod.diagnostics import Diagnostic, Severity, note
from nb2prod.graph.units import Unit
from nb2prod.notebook.failures import Failure
from nb2prod.plan.draft import Draft
from nb2prod.plan.refusals.refusals import refusal


@refusal("NB246", rank=330)
def failed(draft: Draft) -> Iterator[Diagnostic]:
    """A warning where a script has the line that failed; a note where that is left out, or may
    well run."""
    units = {unit.index: unit for unit in draft.units}
    told = set[int]()
    for a in draft.analysis.statements:
        cell, failure = a.statement.cell, a.statement.cell.failure
        if failure is None or int(cell.number) in told or not _is_failing(a, failure):
            continue
        unit = units.get(a.statement.index)
        if unit is not None:
            told.add(int(cell.number))
            own = (o.statement for o in draft.analysis.statements)
            first = min(s.index for s in own if int(s.cell.number) == int(cell.number))
            ordered = sorted(units.values(), key=lambda u: u.index)
            yield _in_scripts(unit, failure, ordered, unit.index == first)
        elif not cell.live and cell.confidence is not None:
            told.add(int(cell.number))
            message = f"left out from here on: {_ended(failure)}, and no other cell needs it."
            yield note("NB246", message, a.statement.place)


def _is_failing(a: Analysed, failure: Failure) -> bool:
    """Whether it is the statement that failed; any may be where the line is not known."""
    end = a.statement.nodes[-1].end_lineno or 0
    return not failure.line or a.statement.line <= failure.line <= end


def _ended(failure: Failure) -> str:
    return f"the cell ended with `{failure.error}` here when the notebook was run last"


def _in_scripts(unit: Unit, failure: Failure, units: Sequence[Unit], first: bool) -> Diagnostic:
    """What is told of a unit that failed, the ``first`` of its cell or one below others."""
    message = f"{_ended(failure)}; a script ends here as well"
    if failure.doubt:
        return note("NB246", f"{message}, or not: {failure.doubt}.", unit.place)
    rest = [u for u in units if int(u.cell) == int(unit.cell) and u.index >= unit.index]
    reader = _reader(rest, units)
    advice = "Fix it, and run the notebook again"
    if reader is not None:
        advice += f": cell {reader.cell} needs what it makes."
    elif first:
        advice += ", or tag the cell `skip`: no other cell needs it."
    else:
        advice += ", or put what stands from here on into a cell that is tagged `skip`."
    return Diagnostic(f"{message}.", advice, unit.place, severity=Severity.WARNING)


def _reader(failed: Sequence[Unit], units: Sequence[Unit]) -> Unit | None:
    """The first of the other cells that takes what the failed statements make."""
    made = frozenset[str]().union(*(u.writes for u in failed))
    for unit in units:
        if unit.index > failed[-1].index:
            if made & (unit.reads | unit.mutates):
                return unit
            made -= unit.must
    return None
