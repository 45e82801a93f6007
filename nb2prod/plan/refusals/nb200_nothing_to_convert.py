"""NB200: no cell is tagged, or none of the tagged cells does anything."""

from collections.abc import Iterator

from nb2prod.diagnostics import Diagnostic
from nb2prod.plan.draft import Draft
from nb2prod.plan.refusals.refusals import refusal


@refusal("NB200", rank=10, empty=True)
def nothing_to_convert(draft: Draft) -> Iterator[Diagnostic]:
    """Notebooks without a part."""
    if not draft.parts:
        message = (
            "no cell is tagged with a stage, or the tagged cells hold no code that does anything."
        )
        advice = "Tag cells `preprocess`, `train`, `predict` or `evaluate`."
        yield Diagnostic(message, advice, code="NB200")
