"""The result of a verification as text, for people and for programs."""

from dataclasses import asdict

from nb2prod.columns import folded, table
from nb2prod.notebook.model import own_number
from nb2prod.verify.verdict import Finding, Verification


def as_data(verification: Verification) -> dict[str, object]:
    """An object with ``equal`` and a list of ``values``, for JSON."""
    values = [
        asdict(f)
        | {"cells": list(map(own_number, f.cells)), "equal": f.compared and not f.difference}
        for f in verification.findings
    ]
    head = {"package": verification.package, "equal": verification.equal}
    return head | {"values": values, "notes": list(verification.notes)}


def as_table(verification: Verification, width: int) -> str:
    """A row a value, and a last line that says how many are equal."""
    rows = [("stage", "value", "type", "shape", "result")]
    rows += [(f.stage, _name(f), f.type, f.shape, _result(f)) for f in verification.findings]
    notes = (line for note in verification.notes for line in folded(note, width))
    return "\n".join([*table(rows, width), "", _conclusion(verification), *notes])


def _name(finding: Finding) -> str:
    """What is compared; a value that is a metric too is compared twice."""
    return f"{finding.name} (metric)" if finding.kind == "metric" else finding.name


def _result(finding: Finding) -> str:
    if finding.difference:
        cause = f" (likely: {finding.cause})" if finding.cause else ""
        return f"DIFFERS: {finding.difference}{cause}"
    if not finding.compared:
        return f"not compared: {finding.cause or finding.type}"
    return f"equal ({finding.cause})" if finding.cause else "equal"


def _conclusion(verification: Verification) -> str:
    findings = verification.findings
    differ = sum(bool(f.difference) for f in findings)
    compared = sum(f.compared for f in findings)
    if differ:
        return f"{differ} of {compared} values {'differs' if differ == 1 else 'differ'}."
    if not compared:
        return "Nothing was compared: no value crosses a stage, and there is no metric."
    left = (
        f" ({len(findings) - compared} could not be compared)" if compared < len(findings) else ""
    )
    told = f"All {compared} values are" if compared > 1 else "The only value is"
    return f"{told} equal{left}."
