"""NB231: imports behind an ``if`` that reads a value of the notebook."""

import ast
from collections.abc import Iterator

from nb2prod.analysis.model import Kind
from nb2prod.diagnostics import Diagnostic
from nb2prod.notebook.model import Role
from nb2prod.plan.draft import Draft
from nb2prod.plan.refusals.registry import refusal


@refusal("NB231", rank=73)
def guarded(draft: Draft) -> Iterator[Diagnostic]:
    """Scripts import at their top, before any value of the notebook is there."""
    for a in draft.analysis.statements:
        if a.kind is not Kind.IMPORT or a.statement.cell.role is Role.SKIP:
            continue
        inside = (n for top in a.statement.nodes for n in ast.walk(top))
        tests = [n.test for n in inside if isinstance(n, ast.If)]
        names = {n.id for t in tests for n in ast.walk(t) if isinstance(n, ast.Name)}
        for name in sorted(names & draft.program.state):
            message = f"this import depends on `{name}`, and scripts import before they run."
            advice = "Import all of it, or fall back with `try: … except ImportError:`."
            yield Diagnostic(message, advice, a.statement.place, code="NB231")
