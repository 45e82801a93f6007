"""NB218: names that may be unbound at a boundary of stages."""

from collections.abc import Iterator

from nb2prod.diagnostics import Diagnostic
from nb2prod.plan.draft import Draft
from nb2prod.plan.refusals.registry import refusal
from nb2prod.plan.unbound import asked_while_missing, deleted_for_kept, perhaps_deleted


@refusal("NB218", rank=160)
def deleted(draft: Draft) -> Iterator[Diagnostic]:
    """Names that are deleted, and then perhaps bound again."""
    for name, unit, part in perhaps_deleted(draft.parts, draft.flow):
        yield Diagnostic(
            f"`{name}` may be unbound from here on: some paths through {part.name} delete it and "
            "do not bind it again; a later stage needs it.",
            "Take the `del` out, or give the error of an `except … as` another name.",
            unit.place,
            code="NB218",
        )


@refusal("NB218", rank=161)
def asked(draft: Draft) -> Iterator[Diagnostic]:
    """Names that ``except NameError`` asks for, where a script would bind them to None."""
    for name, unit in asked_while_missing(draft.parts, draft.flow):
        yield Diagnostic(
            f"this asks whether `{name}` is bound at all, and it is bound on some paths only; in a "
            "script it is None then.",
            f"Bind `{name}` to None first, and compare it with None here.",
            unit.place,
            code="NB218",
        )


@refusal("NB218", rank=162)
def kept(draft: Draft) -> Iterator[Diagnostic]:
    """Functions that are used while a global that they read is deleted."""
    for name, unit in deleted_for_kept(draft.parts):
        yield Diagnostic(
            f"a function that is used here reads `{name}`, which is deleted above.",
            "Take the `del` out, or pass the value to the function.",
            unit.place,
            code="NB218",
        )
