"""Analysis to pipeline: one pass of `plan.passes` after another."""

from collections import deque
from collections.abc import Iterator

from nb2prod.analysis.model import Analysis
from nb2prod.notebook.model import Notebook
from nb2prod.plan.draft import Draft
from nb2prod.plan.model import Pipeline
from nb2prod.plan.passes import PASSES, Pass
from nb2prod.settings import Settings
from nb2prod.trace.traced import Trace


def plan(
    notebook: Notebook,
    analysis: Analysis,
    settings: Settings | None = None,
    trace: Trace | None = None,
) -> Pipeline:
    """Decide what goes where. What the analysis does not know is taken from the trace of a run.

    Raises:
        ConversionError: the notebook cannot be split as it stands; all the reasons found.
    """
    # of drafts only the last is kept
    _, _, draft = deque(drafts(notebook, analysis, settings, trace), maxlen=1).pop()
    assert draft.pipeline is not None, "the last pass makes it"
    return draft.pipeline


def drafts(
    notebook: Notebook,
    analysis: Analysis,
    settings: Settings | None = None,
    trace: Trace | None = None,
) -> Iterator[tuple[Pass, Draft, Draft]]:
    """Each pass, with the draft that it takes and the one that it gives.

    Raises:
        ConversionError: as `plan`, from the pass that refuses.
    """
    draft = Draft(notebook, analysis, settings or Settings(), trace)
    for step in PASSES:
        before, draft = draft, step(draft)
        yield step, before, draft
