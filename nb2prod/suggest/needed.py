"""Cells that seemed needless, but that a kept cell needs."""

from collections.abc import Iterable, Sequence

from nb2prod.analysis.model import Analysed, Kind
from nb2prod.notebook.model import STAGES, Role
from nb2prod.records import replace
from nb2prod.suggest.suggestion import Suggestion

_LEFT_OUT = (Role.SKIP, Role.UNTAGGED)


def with_needed(
    statements: Sequence[Analysed], suggested: Sequence[Suggestion]
) -> tuple[Suggestion, ...]:
    """The suggestions, where no cell is skipped that binds what another cell reads.

    Settings and imports are kept for their own sake, and may read what no stage does. Where
    nothing looks like a stage at all, the notebook is for all that its cells do.
    """
    found = {one.cell: one for one in suggested}
    own: dict[int, list[Analysed]] = {}
    for a in statements:
        own.setdefault(a.statement.cell.number, []).append(a)
    given = {a.statement.cell.role for a in statements}
    if not ({one.role for one in suggested} | given) & set(STAGES):
        for number, one in found.items():
            if one.role in (Role.SKIP, Role.IMPORTS) and any(map(_works, own.get(number, ()))):
                found[number] = _kept(one, Role.PREPROCESS, "there is no other sign")
        return tuple(found.values())
    while needed := _needed(found, own):
        number, reader = needed
        role = _role(reader, found)
        reason = f"cell {reader.statement.cell.number} uses what it binds"
        kept = role if role in STAGES else Role.PREPROCESS
        found[number] = _kept(found[number], kept, reason)
    return tuple(found.values())


def _works(a: Analysed) -> bool:
    """Whether a statement is more than an import, a definition or a setting."""
    return a.kind is Kind.CODE and (bool(a.facts.may_bind) or not a.facts.effects)


def _needed(
    found: dict[int, Suggestion], own: dict[int, list[Analysed]]
) -> tuple[int, Analysed] | None:
    """A skipped cell that binds what nothing else does, with a statement that reads it."""
    statements = [a for cell in own.values() for a in cell]
    kept = [a for a in statements if _role(a, found) not in _LEFT_OUT]
    bound = _bound(kept)
    readers = {n: a for a in reversed(kept) for n in _read(a) if n not in bound}
    for number, one in found.items():
        if one.role is Role.SKIP:
            names = sorted(_bound(own.get(number, ())) & readers.keys())
            if names:
                return number, readers[names[0]]
    return None


def _role(a: Analysed, found: dict[int, Suggestion]) -> Role:
    one = found.get(a.statement.cell.number)
    if one is None:
        return a.statement.cell.role
    pieces = (p.role for p in one.pieces if p.first <= a.statement.line <= p.last)
    return next(pieces, one.role)


def _bound(statements: Iterable[Analysed]) -> frozenset[str]:
    return frozenset(name for a in statements for name in a.facts.may_bind)


def _read(a: Analysed) -> frozenset[str]:
    facts = a.facts
    return facts.reads | facts.hidden_reads | facts.mutates | facts.read_inside


def _kept(one: Suggestion, role: Role, reason: str) -> Suggestion:
    pieces = tuple(replace(p, role=role, confidence=0.3, reason=reason) for p in one.pieces)
    return replace(one, role=role, confidence=0.3, reason=reason, pieces=pieces)
