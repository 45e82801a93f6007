"""NB217: settings of the whole process that cannot hold for the next stage."""

from collections.abc import Iterator

from nb2prod.diagnostics import Diagnostic, Severity
from nb2prod.plan.draft import Draft
from nb2prod.plan.process import Unrepeated, local_modules, moving
from nb2prod.plan.process import unrepeated as unrepeated_settings
from nb2prod.plan.refusals.registry import refusal


@refusal("NB217", rank=120)
def moved(draft: Draft) -> Iterator[Diagnostic]:
    """Changes of the working folder."""
    for a, name in moving(draft.program):
        yield Diagnostic(
            f"`{name}` changes the folder that paths start from, and scripts may run anywhere.",
            "Take it out, and write the paths as they are from the notebook's folder.",
            a.statement.place,
            code="NB217",
        )


@refusal("NB217", rank=121)
def modules(draft: Draft) -> Iterator[Diagnostic]:
    """Imports of modules that only a change of ``sys.path`` finds."""
    for module, a, first in local_modules(draft.analysis, draft.program):
        yield Diagnostic(
            f"`{module}` may lie in a folder that cell {first.cell.number} adds to "
            "`sys.path`; scripts import before they run any statement.",
            f"Install `{module}` as a package, or copy its code into the notebook, and "
            "take the change of `sys.path` out.",
            a.statement.place,
            code="NB217",
        )


@refusal("NB217", rank=150)
def unrepeated(draft: Draft) -> Iterator[Diagnostic]:
    """Settings that stand in statements which do something else as well: none is repeated."""
    yield from dict.fromkeys(map(_unrepeated, unrepeated_settings(draft.parts)))


def _unrepeated(one: Unrepeated) -> Diagnostic:
    return Diagnostic(
        f"`{one.name}` is set here together with other work, so that {one.following} and later "
        "stages, which run as processes of their own, do not have it.",
        f"Give `{one.name}` a statement of its own: it is repeated in each stage then.",
        one.unit.place,
        code="NB217",
        severity=Severity.ERROR if one.heavy else Severity.WARNING,
    )


@refusal("NB217", rank=220)
def stale(draft: Draft) -> Iterator[Diagnostic]:
    """Settings that a later stage would repeat with another value."""
    found: dict[Diagnostic, None] = {}
    for one in draft.stale_settings:
        listed = ", ".join(f"`{name}`" for name in sorted(one.names))
        message = f"this setting holds for {one.part} too, which would repeat it with another "
        message += f"value: {listed} changes after it."
        advice = "Keep the value that is set under a name of its own."
        found[Diagnostic(message, advice, one.unit.place, code="NB217")] = None
    yield from found
