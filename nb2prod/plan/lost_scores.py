"""Notes on numbers that are in no file, where the notebook writes its own file of metrics."""

from collections.abc import Iterator
from functools import partial

from nb2prod.diagnostics import Diagnostic, note
from nb2prod.graph.units import Part
from nb2prod.notebook.model import Role
from nb2prod.plan.draft import Draft
from nb2prod.plan.metrics import bound_metrics
from nb2prod.plan.model import METRICS
from nb2prod.reach import reached


def lost_scores(draft: Draft) -> Iterator[Diagnostic]:
    """One note for each part that binds or prints numbers beside those in its ``metrics.json``."""
    for number, part in enumerate(draft.parts):
        written = {path for path, file in draft.lifting.written[number].items() if file == METRICS}
        if part.role is not Role.EVALUATE or not written:
            continue
        saves = [u for u in part.units if any(c.path in written for c in u.analysed.facts.io)]
        kept = reached((n for unit in saves for n in unit.reads), partial(_made_of, part))
        names = bound_metrics(draft, number, part.writers.keys())
        lost = [name for name in names if name not in kept]
        if lost:
            place = next(u for u in part.units if lost[0] in u.may).analysed.statement.place
            told = ", ".join(f"`{name}`" for name in lost)
            message = f"the notebook writes `{METRICS}` itself, and {told} not into it."
            advice = "Add to what is written there what should be kept; it is printed as before."
            yield note("NB245", message, place, advice)


def _made_of(part: Part, name: str) -> Iterator[str]:
    return (read for unit in part.writers.get(name, ()) for read in unit.reads)
