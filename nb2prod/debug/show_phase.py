"""A notebook up to a phase, and what that phase made of it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from nb2prod.analysis.analyse import analyse
from nb2prod.analysis.constants.literal_secrets import without_secrets
from nb2prod.analysis.rewrites.settings_classes import with_settings_as_names
from nb2prod.convert import read_chosen
from nb2prod.debug.show_facts import facts_text
from nb2prod.debug.show_graph import graph_text
from nb2prod.debug.show_passes import added
from nb2prod.debug.show_stages import stages_text
from nb2prod.plan.build import drafts
from nb2prod.plan.divided import with_clear_names
from nb2prod.settings import Settings
from nb2prod.stages.divide import divide

Phase = Literal["facts", "graph", "stages", "plan"]


def debug_text(path: Path, phase: Phase, settings: Settings) -> Iterator[str]:
    """What a phase made of the notebook at `path`; of the plan a text a pass, as far as it gets.

    Raises:
        ConversionError: the notebook cannot be read, or the plan is refused.
    """
    notebook = with_settings_as_names(without_secrets(read_chosen(path, settings)))
    notebook = with_clear_names(notebook)
    analysis = analyse(notebook)
    if phase == "facts":
        yield facts_text(analysis)
        return
    if phase == "graph":
        yield graph_text(analysis)
        return
    divided = divide(notebook, analysis, strict=settings.strict)
    known = analysis if divided is notebook else analyse(divided)
    if phase == "stages":
        yield stages_text(notebook, divided, known)
        return
    for step, before, after in drafts(divided, known, settings):
        yield added(step.__name__, before, after)
