"""NB212: functions that are stored, and objects made, before a global that they read is rebound."""

from collections.abc import Iterator

from nb2prod.diagnostics import Diagnostic
from nb2prod.graph.escaping import late_rebound
from nb2prod.plan.draft import Draft
from nb2prod.plan.refusals.refusals import refusal


@refusal("NB212", rank=80)
def late_rebinding(draft: Draft) -> Iterator[Diagnostic]:
    """Each statement that keeps a definition which would go on with the old value."""
    for unit, name, later, names in late_rebound(draft.units, draft.program.state, draft.env):
        listed = ", ".join(f"`{n}`" for n in sorted(names))
        yield Diagnostic(
            f"`{name}` reads {listed} from the notebook and is kept here, but cell "
            f"{later.cell} binds {listed} again afterwards.",
            "Give the new value another name, or pass it as an argument.",
            unit.place,
            code="NB212",
            apart=(unit.place, later.place),
        )
