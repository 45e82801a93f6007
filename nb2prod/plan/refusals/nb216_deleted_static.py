"""NB216: an import or a definition that a stage deletes."""

from collections.abc import Iterator

from nb2prod.diagnostics import Diagnostic
from nb2prod.plan.draft import Draft
from nb2prod.plan.refusals.refusals import refusal


@refusal("NB216", rank=70)
def deleted(draft: Draft) -> Iterator[Diagnostic]:
    """Scripts have imports and definitions on module level, where a function deletes none."""
    fixed = draft.program.statics - draft.program.state
    for unit in draft.units:
        names = unit.analysed.facts.deletes | unit.analysed.facts.may_delete
        for name in sorted(names & fixed):
            message = f"`del {name}` takes away an import or a definition."
            yield Diagnostic(message, "Remove the `del`.", unit.place, code="NB216")
