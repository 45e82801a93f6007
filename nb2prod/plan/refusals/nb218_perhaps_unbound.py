"""NB218: names that may be unbound at a boundary of stages."""

from collections.abc import Iterator, Sequence

from nb2prod.diagnostics import Diagnostic
from nb2prod.graph.deletions import can_be_none, deleted_for_kept, perhaps_deleted
from nb2prod.graph.liveness import Flow
from nb2prod.graph.name_errors import asked_for
from nb2prod.graph.units import Part, Unit
from nb2prod.plan.draft import Draft
from nb2prod.plan.refusals.refusals import refusal

Found = tuple[str, Unit]


@refusal("NB218", rank=160)
def deleted(draft: Draft) -> Iterator[Diagnostic]:
    """Names that are deleted, and then perhaps bound again."""
    for part, flow in zip(draft.parts, draft.flow.parts, strict=True):
        for name, unit in perhaps_deleted(part, flow):
            if not can_be_none(name, draft.units):
                yield _deleted(name, unit, part, draft)


def _deleted(name: str, unit: Unit, part: Part, draft: Draft) -> Diagnostic:
    return Diagnostic(
        f"`{name}` may be unbound from here on: some paths through {part.name} delete it and "
        "do not bind it again; a later stage needs it.",
        "Remove the `del`, or give the error of an `except … as` another name.",
        unit.place,
        code="NB218",
        apart=(unit.place, *(u.place for u in draft.units if name in u.reads)),
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
            apart=(unit.place, *(u.place for u in draft.units if name in u.writes)),
        )


@refusal("NB218", rank=162)
def kept(draft: Draft) -> Iterator[Diagnostic]:
    """Functions that are used while a global that they read is deleted, in whatever stage."""
    here = {found for part in draft.parts for found in deleted_for_kept([part])}
    for name, unit in deleted_for_kept(draft.parts):
        if (name, unit) in here and can_be_none(name, draft.units):
            continue
        yield Diagnostic(
            f"a function that is used here reads `{name}`, which is deleted above.",
            "Remove the `del`, or pass the value to the function.",
            unit.place,
            code="NB218",
        )


def asked_while_missing(parts: Sequence[Part], flow: Flow) -> Iterator[Found]:
    """Names that ``except NameError`` asks for, and that are bound on some paths only."""
    missing: frozenset[str] = frozenset()
    for part, one in zip(parts, flow.parts, strict=True):
        for unit in part.units:
            names = (
                set(asked_for(unit.analysed.statement.nodes))
                & unit.reads
                & ((missing & one.inputs.keys()) | one.optional)
            )
            for name in sorted(names):
                yield name, unit
        missing = (missing - one.outputs) | one.optional
