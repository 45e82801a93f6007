"""From statements to stages by def-use: which stage needs a value, and where it is used."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from nb2prod.analysis.syntax.import_statements import imports_of
from nb2prod.knowledge.schema import Act
from nb2prod.notebook.model import STAGES, Role
from nb2prod.records import dataclass, replace
from nb2prod.suggest.parsed import Doing


@dataclass(frozen=True, slots=True)
class Placed:
    """A statement with its stage: ``role`` is None for what goes with its neighbours.

    ``needed``: a later statement, or its own purpose, needs it. ``users`` are the numbers of the
    cells that use what it binds or changes; ``trains``: something is trained on what comes of it.
    """

    doing: Doing
    role: Role | None
    weight: float
    reason: str
    needed: bool
    users: frozenset[int] = frozenset()
    trains: bool = False


_Users = dict[str, tuple[Placed, ...]]


def placed(doings: Sequence[Doing]) -> list[Placed]:
    """Each statement with the stage that itself or its users put it in."""
    doings = _with_choices(_with_purpose(doings))
    seeded = _seeded(doings)
    found: list[Placed] = []
    users: _Users = {}
    for cell in reversed(list(_by_cell(doings))):
        kept = dict(users)
        result = [_back(doing, users, seeded) for doing in reversed(cell)]
        if any(p.needed for p in result if p.role not in (Role.IMPORTS, Role.FUNCTIONS)):
            # The cell is kept whole, so that what its other statements read is needed too.
            users.clear()
            users.update(kept)
            result = [_back(doing, users, seeded, keep=True) for doing in reversed(cell)]
        found.extend(result)
    return _behind_what_they_read(found[::-1])


def _behind_what_they_read(found: Sequence[Placed]) -> list[Placed]:
    """What reads what a model gave does not prepare the data of one, whatever it does."""
    made: dict[str, Placed] = {}
    result: list[Placed] = []
    for one in found:
        facts = one.doing.analysed.facts
        if one.role is Role.PREPROCESS and not one.doing.tagged:
            read = (made[name] for name in sorted(facts.reads | facts.mutates) if name in made)
            latest = max(read, key=lambda p: STAGES.index(p.role or STAGES[0]), default=None)
            if latest is not None and STAGES.index(one.role) < STAGES.index(
                latest.role or one.role
            ):
                reason = f"{one.reason}; it reads what cell {latest.doing.cell} makes"
                weight = min(one.weight, latest.weight, 0.6)
                one = replace(one, role=latest.role, weight=weight, reason=reason)
        if one.role in STAGES:
            for name in facts.may_bind | facts.mutates:
                made[name] = one
        result.append(one)
    return result


def _seeded(doings: Sequence[Doing]) -> Mapping[int, frozenset[str]]:
    """The random streams that are seeded before each statement, by its index."""
    found: dict[int, frozenset[str]] = {}
    streams = frozenset[str]()
    for one in doings:
        found[one.analysed.statement.index] = streams
        streams |= one.analysed.facts.seeds
    return found


def _back(
    doing: Doing, users: _Users, seeded: Mapping[int, frozenset[str]], keep: bool = False
) -> Placed:
    """Place a statement by what stands after it, and move the users before it.

    What draws from a seeded stream is needed by what draws from it next: without it, that would
    get other numbers.
    """
    facts = doing.analysed.facts
    written = facts.may_bind | facts.mutates | imports_of(doing.analysed.statement.nodes).keys()
    using = [user for n in sorted(written) for user in users.get(n, ())]
    drawn = {f"<{name}>" for name in facts.draws & seeded[doing.analysed.statement.index]}
    using = using or [user for name in sorted(drawn) for user in users.get(name, ())]
    needed = doing.root or bool(using)
    role, weight, reason = doing.role, doing.weight, doing.reason
    staged = [user for user in using if user.role in STAGES]
    user = min(staged, key=_stage_and_index, default=None)
    chosen = _trained_with(doing, users)
    if chosen is not None:
        role, weight = Role.TRAIN, min(doing.weight, chosen.weight, 0.8)
        reason = f"{reason}; cell {chosen.doing.cell} uses it to train"
    elif user is None and role is None and doing.act is Act.MEASURE:
        role = Role.EVALUATE
    elif user is not None and role is not user.role:
        late = doing.soft and user.role in (Role.PREDICT, Role.EVALUATE)
        if late or (role is None and doing.act is not Act.SETTING):
            role, weight = user.role, min(doing.weight, user.weight, 0.75)
            reason = f"{reason}; cell {user.doing.cell} uses it to {user.role}"
    cells = frozenset(user.doing.cell for user in using)
    trains = any(one.role is Role.TRAIN or one.trains for one in using)
    result = Placed(doing, role, weight, reason, needed, cells, trains)
    sets = doing.act is Act.SETTING
    if needed or keep or sets or doing.role in (Role.IMPORTS, Role.FUNCTIONS):
        for name in (facts.binds - facts.mutates) | {f"<{name}>" for name in facts.seeds}:
            users.pop(name, None)
        live = needed and doing.role not in (Role.IMPORTS, Role.FUNCTIONS)
        if live or sets or (keep and not (doing.shown and facts.pure)):
            called = {d.name for d in facts.definitions} | facts.read_inside
            for name in facts.reads | facts.hidden_reads | facts.mutates | called | drawn:
                users[name] = (*users.get(name, ()), result)
    return result


def _stage_and_index(placed: Placed) -> tuple[int, int]:
    """What has to be there for several stages is made before the first of them."""
    return STAGES.index(placed.role or STAGES[-1]), placed.doing.analysed.statement.index


def _trained_with(doing: Doing, users: _Users) -> Placed | None:
    """The statement that trains what a score chooses; it is not one that adds to the scores."""
    if doing.act is not Act.MEASURE or doing.tagged:
        return None
    using = (
        user for n in sorted(doing.scores) for user in users.get(n, ())
        if user.role is Role.TRAIN and user.doing.act is not Act.SAVE
        and n not in user.doing.analysed.facts.mutates
    )  # fmt: skip
    return min(using, key=lambda p: p.doing.analysed.statement.index, default=None)


def _with_purpose(doings: Sequence[Doing]) -> list[Doing]:
    """In a notebook without a model its data and figures are what it is for."""
    saved = (d for d in doings if d.root and not (d.draws and d.role is None))
    if any(d.act is not Act.SETTING for d in saved):
        return list(doings)
    result = []
    for doing in doings:
        if doing.draws:
            reason = "figures are the results of a notebook without a model"
            doing = replace(doing, role=Role.EVALUATE, weight=0.5, root=True, reason=reason)
        elif doing.role is Role.PREPROCESS:
            doing = replace(doing, root=True, weight=0.6)
        result.append(doing)
    return result


def _with_choices(doings: Sequence[Doing]) -> list[Doing]:
    """A comparison of models before one is trained is how that was chosen, if but by eye."""
    fits = [i for i, doing in enumerate(doings) if doing.act is Act.FIT]
    result = list(doings)
    for i, doing in enumerate(doings):
        if doing.compares and fits and i < fits[-1]:
            reason = "it compares models of which one is trained later"
            result[i] = replace(doing, role=Role.TRAIN, weight=0.65, reason=reason)
    return result


def _by_cell(doings: Sequence[Doing]) -> Iterator[list[Doing]]:
    """What an error kept from being done is apart: it is no part of what the cell did."""
    group: list[Doing] = []
    for doing in doings:
        if group and (group[-1].cell, group[-1].failed) != (doing.cell, doing.failed):
            yield group
            group = []
        group.append(doing)
    if group:
        yield group
