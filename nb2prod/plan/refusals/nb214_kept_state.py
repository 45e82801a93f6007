"""NB214: state that functions and classes keep in themselves over several stages."""

from collections.abc import Iterator

from nb2prod.diagnostics import Diagnostic
from nb2prod.graph.class_state import changed_through_objects
from nb2prod.graph.function_state import kept_state
from nb2prod.plan.draft import Draft
from nb2prod.plan.refusals.refusals import refusal


@refusal("NB214", rank=110)
def kept(draft: Draft) -> Iterator[Diagnostic]:
    """Definitions that one stage changes and a later one uses."""
    for one in (
        *kept_state(draft.parts, draft.program),
        *changed_through_objects(draft.parts),
    ):
        yield Diagnostic(
            f"`{one.name}` keeps state in {one.change.what}, which is changed here; cell "
            f"{one.reader.cell} uses `{one.name}` in another stage, which starts with a new one.",
            "Keep the state in a variable, or in an object, that is passed as an argument.",
            one.change.place,
            code="NB214",
            apart=(one.change.place, one.reader),
        )
