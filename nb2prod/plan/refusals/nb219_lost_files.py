"""NB219: files of one stage that another uses in a way that is lost: each has its own folder."""

from collections.abc import Iterator

from nb2prod.diagnostics import Diagnostic
from nb2prod.plan.draft import Draft
from nb2prod.plan.files import Lost, appended_files, perhaps_written, unknown_paths
from nb2prod.plan.refusals.registry import refusal


@refusal("NB219", rank=130)
def appended(draft: Draft) -> Iterator[Diagnostic]:
    """Files that a stage adds to, after an earlier one has written them."""
    for one in appended_files(draft.parts):
        yield Diagnostic(
            f"this adds to `{one.path}`, which {one.other} writes; each stage writes into a folder "
            "of its own.",
            "Write the file in one stage, or read it and write it anew under another name.",
            one.unit.place,
            code="NB219",
        )


@refusal("NB219", rank=140)
def perhaps(draft: Draft) -> Iterator[Diagnostic]:
    """Reads of files that an earlier stage writes, and this one on some paths only."""
    for one in perhaps_written(draft.parts):
        yield _perhaps(one) if one.other else _twice(one)


def _perhaps(one: Lost) -> Diagnostic:
    return Diagnostic(
        f"this looks at `{one.path}`, which {one.other} writes, and this stage on some paths only; "
        "each stage writes into a folder of its own.",
        "Write the two files under different names.",
        one.unit.place,
        code="NB219",
    )


def _twice(one: Lost) -> Diagnostic:
    return Diagnostic(
        f"this reads `{one.path}` both where it has written it and where it has not.",
        "Write the file under another name than the one that is read first.",
        one.unit.place,
        code="NB219",
    )


@refusal("NB219", rank=200)
def unknown(draft: Draft) -> Iterator[Diagnostic]:
    """Files that pass by a path which stays in the code, and still says the notebook's place."""
    for one in unknown_paths(draft.parts, draft.lifting, dict(draft.program.constants)):
        does, did = ("reads", "writes") if one.reads else ("writes", "reads")
        yield Diagnostic(
            f"this {does} a file whose path is not known, perhaps `{one.path}`, which "
            f"{one.other} {did}; each stage writes into a folder of its own.",
            "Write the path where it is used, or under a name that is bound once.",
            one.unit.place,
            code="NB219",
        )
