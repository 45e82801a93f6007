"""NB230: code that the analysis cannot see through."""

from collections.abc import Iterator

from nb2prod.analysis.rewrites.namespaces import namespace_calls
from nb2prod.diagnostics import Diagnostic, Place, Severity
from nb2prod.plan.draft import Draft
from nb2prod.plan.refusals.refusals import refusal
from nb2prod.records import replace


@refusal("NB230", rank=190)
def opaque(draft: Draft) -> Iterator[Diagnostic]:
    """A warning for each, an error with ``--strict``, and where a script would surely miss names:
    the notebook's variables are no globals there.
    """
    stuck = {(p.cell, p.line) for p in _namespaces(draft)}
    for a in draft.analysis.statements:
        for found in a.facts.opaque if a.statement.cell.live else ():
            place = found.place
            sure = draft.settings.strict or (place and (place.cell, place.line) in stuck)
            severity = Severity.ERROR if sure else Severity.WARNING
            yield replace(found, severity=severity, code=found.code or "NB230")


def _namespaces(draft: Draft) -> Iterator[Place]:
    """Where the scripts would hand out their variables as those of the notebook."""
    for unit in draft.units:
        reached = {u.statement for u in unit.definitions.values()}
        for statement in (unit.analysed.statement, *(draft.statements[n] for n in reached)):
            for call in (c for node in statement.nodes for c in namespace_calls(node)):
                yield replace(statement.place, line=call.lineno)
