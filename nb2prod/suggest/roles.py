"""From stages of statements to the tag of each statement, whatever cell it stands in."""

from __future__ import annotations

from collections.abc import Sequence

from nb2prod.analysis.model import Kind
from nb2prod.notebook.model import STAGES, Role
from nb2prod.suggest.cells import Context, as_whole, by_heading, by_surroundings, own_role, runs_of
from nb2prod.suggest.flow import Placed

StatementRole = tuple[Role | None, float]

# As sure as it is that a person would not put the statement into a cell of its own.
_JOINED = 0.5
_OF_KIND = {Kind.IMPORT: (Role.IMPORTS, 0.99), Kind.DEFINITION: (Role.FUNCTIONS, 0.97)}


def roles_of(placed: Sequence[Placed], context: Context) -> Sequence[StatementRole]:
    """The tags of the statements of a cell, with confidences, in their order."""
    if any(one.doing.tagged for one in placed):
        return [(one.doing.role, 1.0) for one in placed]
    whole = as_whole(placed, context)
    runs = () if whole else runs_of(placed)
    if not runs:
        role, confidence, _ = whole or by_surroundings(context)
        return [_OF_KIND.get(one.doing.analysed.kind, (role, confidence)) for one in placed]
    return [_in_run(one, run.role, context) for run in runs for one in run.placed]


def _in_run(one: Placed, role: Role, context: Context) -> StatementRole:
    """The tag of one of the statements in a row that a person would tag alike."""
    kind = _OF_KIND.get(one.doing.analysed.kind)
    if kind is not None:
        return kind
    if one.role not in STAGES or (one.doing.shown and not one.needed):
        return None, one.weight
    elsewhere = own_role(one) is None and one.doing.cell not in one.users
    if one.role is role or elsewhere:
        return one.role, round(by_heading(one.weight, one.role, context), 2)
    return role, min(_JOINED, one.weight)
