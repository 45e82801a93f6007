"""NB201, NB202: names that a stage reads and no converted code binds."""

from collections.abc import Iterator

from nb2prod.analysis.environment import BUILTINS
from nb2prod.analysis.model import Analysed, Analysis, Kind
from nb2prod.analysis.syntax.import_statements import star_names
from nb2prod.diagnostics import Diagnostic
from nb2prod.graph.name_errors import asked_for
from nb2prod.graph.units import Unit
from nb2prod.patterns import regex
from nb2prod.plan.draft import Draft
from nb2prod.plan.refusals.nb203_nb204_missing_inputs import used_too_early
from nb2prod.plan.refusals.refusals import refusal

_HISTORY = regex(r"_{1,3}|_\d+|_i{1,3}|_i\d+|In|Out|_[iod]h")
_BINDS_UNSEEN = regex(r"`(?:exec|globals|locals|vars)`")


@refusal("NB201", "NB202", rank=20)
def undefined_names(draft: Draft) -> Iterator[Diagnostic]:
    """Each such name, where it is read first; NB202 where a skipped cell binds it, NB203 where
    one further down does."""
    program = draft.program
    stars = [star_names(one.qualified) for one in draft.analysis.imports if one.star]
    star = None in stars  # of a module of which it is not known what it binds
    modules = {one.name for one in draft.analysis.imports}.union(*(s for s in stars if s))
    known = modules | program.state | program.statics | {n for n, _ in program.constants} | BUILTINS
    later = set(draft.notebook.original_names().values())
    defined = _defined_at(draft.analysis)
    skipped = _skipped_binders(draft.analysis)
    hiding = next(_binding_unseen(draft.analysis), None)
    told: set[str] = set()
    for unit in draft.units:
        facts = unit.analysed.facts
        defaults = (d.reads - d.deferred for d in unit.definitions.values())
        for name in sorted((facts.reads | facts.hidden_reads).union(*defaults)):
            early = defined.get(name, 0) > unit.index and name not in modules and not star
            if name in told or (not early and (name in known or (star and name not in skipped))):
                continue
            if name in asked_for(unit.analysed.statement.nodes):
                continue  # the code is ready for that, in a script too
            told.add(name)
            if early:
                yield used_too_early(name, unit, draft)
            elif name in skipped:
                yield _from_skipped(name, unit, skipped)
            elif name in later:
                yield used_too_early(name, unit, draft)
            else:
                yield _undefined(name, unit, hiding)


def _defined_at(analysis: Analysis) -> dict[str, int]:
    """The statement that first defines a function or class, of those that nothing else binds."""
    first: dict[str, Analysed] = {}
    for a in analysis.live:
        for name in a.facts.may_bind:
            first.setdefault(name, a)
    found = {name: a.statement.index for name, a in first.items() if a.kind is Kind.DEFINITION}
    return {name: index for name, index in found.items() if name not in BUILTINS}


def _binding_unseen(analysis: Analysis) -> Iterator[Diagnostic]:
    """What hides which names a cell binds."""
    for a in analysis.statements:
        for found in a.facts.opaque if a.statement.cell.live else ():
            if found.place and _BINDS_UNSEEN.match(found.message):
                yield found


def _undefined(name: str, unit: Unit, hiding: Diagnostic | None) -> Diagnostic:
    if _HISTORY.fullmatch(name):
        return Diagnostic(
            f"`{name}` is IPython's history of inputs and results, which a script has not.",
            "Give the result a name in the cell that computes it, and use that name.",
            unit.place,
            code="NB201",
        )
    if hiding is not None and hiding.place:
        by = _BINDS_UNSEEN.match(hiding.message)
        return Diagnostic(
            f"`{name}` is bound by nothing that can be seen; perhaps by {by and by[0]} in cell "
            f"{hiding.place.cell}, line {hiding.place.line}.",
            hiding.advice,
            unit.place,
            code="NB201",
        )
    return Diagnostic(
        f"`{name}` is not defined in the notebook.",
        "Was its cell deleted, or renamed? Define it above.",
        unit.place,
        code="NB201",
    )


def _from_skipped(name: str, unit: Unit, skipped: dict[str, Analysed]) -> Diagnostic:
    cell = skipped[name].statement.cell.number
    return Diagnostic(
        f"`{name}` comes from cell {cell}, which is tagged `skip`.",
        f"Tag cell {cell} with the stage that it belongs to.",
        unit.place,
        code="NB202",
    )


def _skipped_binders(analysis: Analysis) -> dict[str, Analysed]:
    found: dict[str, Analysed] = {}
    for a in analysis.statements:
        if not a.statement.cell.live and a.kind is Kind.CODE:
            for name in a.facts.may_bind:
                found.setdefault(name, a)
    return found
