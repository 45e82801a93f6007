"""NB230: code that the analysis cannot see through."""

from collections.abc import Iterator
from dataclasses import replace

from nb2prod.diagnostics import Diagnostic, Severity
from nb2prod.notebook.model import Role
from nb2prod.plan.draft import Draft
from nb2prod.plan.refusals.registry import refusal


@refusal("NB230", rank=190)
def opaque(draft: Draft) -> Iterator[Diagnostic]:
    """A warning for each, an error with ``--strict``."""
    severity = Severity.ERROR if draft.settings.strict else Severity.WARNING
    for a in draft.analysis.statements:
        for found in a.facts.opaque if a.statement.cell.role is not Role.SKIP else ():
            yield replace(found, severity=severity, code=found.code or "NB230")
