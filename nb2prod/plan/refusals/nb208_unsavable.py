"""NB208: values that no file can hold, but that another stage needs."""

from collections.abc import Iterator, Mapping

from nb2prod.diagnostics import Diagnostic, Place
from nb2prod.graph.units import Part, Unit
from nb2prod.plan.draft import Draft
from nb2prod.plan.refusals.refusals import refusal
from nb2prod.plan.serialisers import is_pickled
from nb2prod.plan.unsavable import KEPT, READING_CLASS, unsavable_classes, why_unsavable


@refusal("NB208", rank=240)
def unsavable(draft: Draft) -> Iterator[Diagnostic]:
    """What the analysis knows of a part's outputs; where that is nothing, what a run told."""
    classes = unsavable_classes(draft.units, draft.env)
    for number, part in enumerate(draft.parts):
        readers = _readers(draft, number)
        known = False
        for name in sorted(draft.flow.parts[number].outputs):
            made = draft.artefacts[number].get(name)
            own = made is not None and not is_pickled(made.serialiser)
            why = why_unsavable(name, draft.annotated[number].get(name), part, classes, own)
            why = why or _formula(draft, number, name)
            if why is not None:
                known = True
                yield _refused(name, *why, part, readers)
        if not known:
            yield from _as_traced(draft, number, readers)


def _formula(draft: Draft, number: int, name: str) -> tuple[str, Unit] | None:
    """A model whose formula reads what no module has, and the statement that makes it."""
    artefact = draft.artefacts[number].get(name)
    looks_up = artefact.looks_up if artefact else ()
    units = draft.units if looks_up else ()
    nested = [u.analysed.facts.may_bind for u in units if u.nested is not None]
    if not (missing := draft.program.state.union(*nested).intersection(looks_up)):
        return None
    binder = next(u for u in draft.parts[number].units if name in u.writes)
    listed = ", ".join(f"`{one}`" for one in sorted(missing))
    return f"a model whose formula reads {listed} of its stage", binder


def _readers(draft: Draft, number: int) -> Mapping[str, list[Unit]]:
    """The statements of later parts that read each name."""
    found: dict[str, list[Unit]] = {}
    for later in draft.parts[number + 1 :]:
        for unit in later.units:
            for name in unit.reads:
                found.setdefault(name, []).append(unit)
    return found


def _where(name: str, readers: Mapping[str, list[Unit]]) -> str:
    return f"cell {readers[name][0].cell}" if name in readers else "a later stage"


def _apart(name: str, binder: Unit, readers: Mapping[str, list[Unit]]) -> tuple[Place, ...]:
    return (binder.place, *(unit.place for unit in readers.get(name, ())))


def _refused(
    name: str, what: str, binder: Unit, part: Part, readers: Mapping[str, list[Unit]]
) -> Diagnostic:
    shown = name.strip("<>").replace(":", ".")
    given = " Or give it to the class as an argument." if READING_CLASS in what else ""
    given = " Or give the class a `__getstate__` without it." if KEPT in what else given
    return Diagnostic(
        f"`{shown}` is {what}, which cannot be saved, but {_where(name, readers)} needs it in "
        f"another stage than {part.name}.",
        "Make it in the stage that uses it, or turn it into something that can be saved: "
        f"a list, a table, a function with a `def`.{given}",
        binder.place,
        code="NB208",
        apart=_apart(name, binder, readers),
    )


def _as_traced(
    draft: Draft, number: int, readers: Mapping[str, list[Unit]]
) -> Iterator[Diagnostic]:
    """Values that could not be pickled in a run of the notebook."""
    part, artefacts = draft.parts[number], draft.artefacts[number]
    for name in sorted(draft.flow.parts[number].outputs):
        if name not in artefacts or not is_pickled(artefacts[name].serialiser):
            continue
        value = draft.trace.value(part.name, name) if draft.trace else None
        if value is None or not value.saved.startswith("not:"):
            continue
        binders = [u for u in part.units if name in u.may] or part.units
        yield Diagnostic(
            f"`{name}` could not be saved when the notebook was traced "
            f"({value.saved.removeprefix('not:').strip()}), but {_where(name, readers)} needs it "
            f"in another stage than {part.name}.",
            "Make it in the stage that uses it, or turn it into something that can be saved.",
            binders[-1].place,
            code="NB208",
            apart=_apart(name, binders[-1], readers),
        )
