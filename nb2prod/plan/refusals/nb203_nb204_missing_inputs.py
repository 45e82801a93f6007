"""NB203, NB204: names that are bound only further down, or only in cells without a stage."""

import ast
from collections.abc import Iterator

from nb2prod.analysis.model import Analysed
from nb2prod.diagnostics import Diagnostic
from nb2prod.graph.units import Part, Unit
from nb2prod.notebook.model import Role
from nb2prod.plan.draft import Draft
from nb2prod.plan.refusals.refusals import refusal


@refusal("NB203", "NB204", rank=30)
def missing_inputs(draft: Draft) -> Iterator[Diagnostic]:
    """Each such name, where a stage reads it first; NB204 where a cell without a stage binds it."""
    for part, one in zip(draft.parts, draft.flow.parts, strict=True):
        for name, unit in one.missing.items():
            binders = [a for a in draft.program.leftover if name in a.facts.may_bind]
            if binders:
                yield _outside(name, unit, binders[0], part)
            else:
                yield used_too_early(name, unit, draft)


def used_too_early(name: str, unit: Unit, draft: Draft) -> Diagnostic:
    """NB203 for a name that a unit reads, which is called otherwise where it is bound further down
    if both have to be told apart."""
    originals = draft.notebook.original_names()
    binds = (
        a.statement.cell.number
        for a in draft.analysis.live
        for n in a.facts.may_bind
        if originals.get(n, n) == name
    )
    cell = min((number for number in binds if number > unit.cell), default=None)
    message = f"`{name}` is used before any cell binds it."
    told = f"Move cell {cell} up, which binds it" if cell else "Move the cell that binds it up"
    advice = f"{told}: cells run in document order."
    return Diagnostic(message, advice, unit.place, code="NB203")


def _outside(name: str, unit: Unit, binder: Analysed, part: Part) -> Diagnostic:
    cell = binder.statement.cell
    told = "has no tag" if cell.role is Role.UNTAGGED else f"is tagged `{cell.role}`"
    message = f"`{name}` comes from cell {cell.number}, which {told}."
    advice = f"Tag cell {cell.number} as `{_suggested_tag(binder, part)}`."
    return Diagnostic(message, advice, unit.place, code="NB204")


def _suggested_tag(a: Analysed, part: Part) -> str:
    """The tag that would fix an untagged cell."""
    body = ast.parse(a.statement.cell.source).body
    if all(isinstance(node, ast.Assign) and _is_literal(node.value) for node in body):
        return "parameters"
    earlier = a.statement.cell.number < part.units[0].cell
    return part.role.value if earlier else "preprocess"


def _is_literal(node: ast.expr) -> bool:
    try:
        ast.literal_eval(node)
    except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
        return False
    return True
