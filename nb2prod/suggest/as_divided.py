"""The tags that fit the division into stages, instead of each cell's own look."""

from collections.abc import Iterator, Sequence, Set
from itertools import groupby, pairwise

from nb2prod.analysis.constants.literal_secrets import without_secrets
from nb2prod.notebook.model import STAGES, Cell, Notebook, Role
from nb2prod.plan.divided import planned
from nb2prod.plan.pipeline_code import statements_in
from nb2prod.records import replace
from nb2prod.settings import Settings
from nb2prod.stages.retagging import lines_of, roles_of
from nb2prod.suggest.suggestion import Piece, Suggestion

_Code = Set[tuple[int, int]]


def as_divided(
    found: Sequence[Suggestion], tagged: Notebook, whole: Set[int] = frozenset()
) -> tuple[Suggestion, ...]:
    """The suggestions, as those of them come out that give way when the notebook is divided.

    Tags that are written give way no more: with those that are suggested here a notebook becomes
    what `convert --auto-tag` makes of it.

    Args:
        found: what the cells look like.
        tagged: the notebook with these tags, each as sure as it is.
        whole: numbers of cells that must not be split.

    Raises:
        ConversionError: the notebook cannot be divided as it stands.
    """
    divided, pipeline = planned(without_secrets(tagged), Settings())
    code = {(int(one.cell.number), one.line) for one in statements_in(pipeline)}
    by_cell = groupby(divided.cells, key=lambda part: int(part.number))
    roles = roles_of(part for _, parts in by_cell for part in _with_idle([*parts], code))
    return tuple(
        one
        if one.cell in whole and len(roles.get(one.cell, ())) > 1
        else _divided(one, roles.get(one.cell, ()))
        for one in found
    )


def _with_idle(parts: Sequence[Cell], code: _Code) -> Iterator[Cell]:
    """The parts of a cell; what becomes no code of the scripts goes with the stage above it."""
    busy = [part for part in parts if part.role in STAGES and _is_code(part, code)]
    role = busy[0].role if busy else None
    for part in parts:
        idle = part.role in STAGES and part not in busy
        yield replace(part, role=role) if idle and role else part
        role = None if part.role not in STAGES else role if idle else part.role


def _is_code(part: Cell, code: _Code) -> bool:
    return any((int(part.number), line) in code for line in lines_of(part))


def _divided(one: Suggestion, roles: Sequence[tuple[int, Role]]) -> Suggestion:
    """The suggestion with these roles, each from its line on."""
    if not roles or any(first >= then for (first, _), (then, _) in pairwise(roles)):
        return one
    pieces = tuple(_pieces(one.pieces, roles))
    same = next((p for p in pieces if p.role is one.role), None)
    main = one if same else pieces[0]
    return Suggestion(one.cell, one.cell_id, main.role, main.confidence, main.reason, pieces)


def _pieces(looks: Sequence[Piece], roles: Sequence[tuple[int, Role]]) -> Iterator[Piece]:
    ends = [*(first - 1 for first, _ in roles[1:]), looks[-1].last]
    for (first, role), end in zip(roles, ends, strict=True):
        own = [piece for piece in looks if piece.first <= end and piece.last >= first]
        alike = next((piece for piece in own if piece.role is role), None)
        moved = alike or own[0]
        reason = moved.reason
        if alike is None:
            reason = f"with it the stages fit together; it looks like {moved.role}: {reason}"
        elif first > alike.first or end < alike.last:
            reason = "with it the stages fit together"  # the line that told it may be gone
        sure = moved.confidence if alike else round(moved.confidence / 2, 2)
        yield Piece(first, end, role, sure, reason)
