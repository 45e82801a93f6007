"""From stages of statements to tags of cells: which cells get one tag, which have to be split."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Sequence

from nb2prod.analysis.model import Kind
from nb2prod.analysis.rewrites.settings_fields import holds_settings
from nb2prod.analysis.syntax.nodes import arguments_of, named, start_name
from nb2prod.knowledge.schema import Act
from nb2prod.notebook.model import STAGES, Cell, Role
from nb2prod.records import dataclass, replace
from nb2prod.suggest import looks
from nb2prod.suggest.def_use import Placed
from nb2prod.suggest.name_values import is_literal
from nb2prod.suggest.suggestion import Piece, Suggestion

_MOST_PIECES = 4
_WEAK = 0.75
_RANK = (Role.TRAIN, Role.PREDICT, Role.EVALUATE, Role.PREPROCESS)
_UNFIT = frozenset({
    "generator", "file", "matplotlib.figure.Figure", "matplotlib.axes.Axes",
    "xgboost.DMatrix", "lightgbm.Dataset", "sqlite3.Connection",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Context:
    """What stands around a cell.

    ``heading`` is the stage that the heading above names, ``before`` that of the cell before,
    ``top``: no cell above belongs to a stage. ``whole``: a cell magic holds it together.
    ``changed`` are names that are bound twice in the notebook, or whose values are changed.
    """

    heading: Role | None
    before: Role | None
    top: bool
    whole: bool
    changed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Run:
    """Statements in a row that belong to one stage."""

    role: Role
    placed: tuple[Placed, ...]

    @property
    def best(self) -> Placed:
        """The statement that tells the stage best."""
        own = [p for p in self.placed if p.role is self.role]
        return max(own or self.placed, key=lambda p: p.weight)


def suggestion(cell: Cell, placed: Sequence[Placed], context: Context) -> Suggestion:
    """What is suggested for a cell; `placed` are its statements."""
    whole = as_whole(placed, context)
    if whole is None and (apart := _with_parameters_apart(cell, placed, context)):
        return apart
    runs = () if whole else runs_of(placed)
    if whole is None and not runs:
        whole = by_surroundings(context)
    if whole is None and len(runs) == 1:
        whole = _of_run(runs[0], placed, context)
    last = len(cell.source.split("\n"))
    if whole is not None:
        role, confidence, reason = whole
        piece = Piece(1, last, role, confidence, reason)
        return Suggestion(cell.number, cell.id, role, confidence, reason, (piece,))
    role = min((r.role for r in runs), key=_RANK.index)
    main = next(r for r in runs if r.role is role)
    _, confidence, reason = _of_run(main, placed, context)
    confidence = round(confidence * 0.7, 2)
    stages = ", ".join(dict.fromkeys(r.role for r in runs))
    reason = f"{reason}; the cell mixes {stages}"
    pieces: tuple[Piece, ...] = (Piece(1, last, role, confidence, reason),)
    if not context.whole and len(runs) <= _MOST_PIECES and _can_split(runs):
        pieces = _pieces(runs, last, context)
    return Suggestion(cell.number, cell.id, role, confidence, reason, pieces)


_Tag = tuple[Role, float, str]


def as_whole(placed: Sequence[Placed], context: Context) -> _Tag | None:
    """The tag of a cell of which no statement belongs to a stage; None for all others."""
    return _special(placed, context) or _unneeded(placed)


def _special(placed: Sequence[Placed], context: Context) -> _Tag | None:
    """Imports, definitions, parameters."""
    kinds = {p.doing.analysed.kind for p in placed}
    code = [p for p in placed if p.doing.analysed.kind is Kind.CODE]
    settings = [p for p in code if _sets(p)]
    if not placed:
        return Role.SKIP, 0.9, "it has no Python"
    if context.top and _settings_class(placed):
        return Role.PARAMETERS, 0.9, "it holds nothing but literal values, above all stages"
    if Kind.DEFINITION in kinds and not code:
        return Role.FUNCTIONS, 0.97, "it defines functions or classes"
    if Kind.DEFINITION in kinds and all(_helps(p, placed, context) for p in code):
        return Role.FUNCTIONS, 0.9, "it defines functions or classes"
    if Kind.IMPORT in kinds and Kind.DEFINITION not in kinds:
        if len(settings) == len(code):
            return Role.IMPORTS, 0.98, "it imports"
        others = [p for p in code if not _sets(p)]
        files = (call for p in others for call in p.doing.analysed.facts.io)
        busy = any(p.needed or p.doing.draws for p in others)
        if not busy and not any(call.leaves_file for call in files):
            return Role.IMPORTS, 0.9, "it imports"
    if code and all(p.doing.act is Act.SETTING for p in code):
        return Role.IMPORTS, 0.85, "it sets up the session"
    if all(_is_parameter(p, context) for p in placed):
        return _LITERALS
    return None


def _with_parameters_apart(
    cell: Cell, placed: Sequence[Placed], context: Context
) -> Suggestion | None:
    """The cell with its literal values in parts of their own, where it sets things up.

    Values that only the cell itself reads, such as the start of a path, stay with it.
    """
    rest = [p for p in placed if not _is_parameter(p, context)]
    used = any(p.users - {cell.number} for p in placed if p not in rest)
    if context.whole or not used or any(p.doing.role in STAGES for p in rest):
        return None
    other = suggestion(cell, rest, context)
    pieces: list[Piece] = []
    for one in placed:
        tag = (other.role, other.confidence, other.reason) if one in rest else _LITERALS
        if not pieces or pieces[-1].role is not tag[0]:
            first = one.doing.analysed.statement.first_line if pieces else 1
            pieces[-1:] = [replace(p, last=first - 1) for p in pieces[-1:]]
            pieces.append(Piece(first, other.pieces[-1].last, *tag))
    if len(other.pieces) > 1 or len(pieces) > _MOST_PIECES:
        return None
    # what the cell is as a whole: a part that is left out is no reason to leave out the others
    role = Role.IMPORTS if other.role is Role.SKIP else other.role
    return replace(other, role=role, pieces=tuple(pieces))


_LITERALS = Role.PARAMETERS, 0.9, "it binds nothing but literal values, above all stages"


def _is_parameter(placed: Placed, context: Context) -> bool:
    changed = placed.doing.analysed.facts.may_bind & context.changed
    code = placed.doing.analysed.kind is Kind.CODE
    return context.top and code and _constant(placed) and not changed


def _sets(placed: Placed) -> bool:
    """Whether it sets up the session; among imports, so does the name of the device."""
    node = placed.doing.analysed.statement.nodes[-1]
    return placed.doing.act is Act.SETTING or (placed.doing.role is None and looks.is_device(node))


def _helps(placed: Placed, cell: Sequence[Placed], context: Context) -> bool:
    """Whether it sets something up, for the session or for definitions of the cell."""
    if placed.doing.act is Act.SETTING:
        return True
    node = placed.doing.analysed.statement.nodes[-1]
    defining = (p.doing.analysed for p in cell if p.doing.analysed.kind is Kind.DEFINITION)
    names = named(*(a.statement.nodes[-1] for a in defining))
    facts = placed.doing.analysed.facts
    helps = bool(facts.may_bind) and facts.may_bind <= names - context.changed and not facts.io
    return helps and isinstance(node, ast.Assign) and _is_fixed(node.value)


def _is_fixed(node: ast.expr) -> bool:
    """``re.compile("...")``, ``set(stopwords.words("english"))``: the same wherever it stands."""
    if isinstance(node, ast.Call):
        dotted = isinstance(node.func, ast.Name | ast.Attribute) and start_name(node.func)
        return bool(dotted) and all(map(_is_fixed, arguments_of(node)))
    return is_literal(node)


def _constant(placed: Placed) -> bool:
    """``NAME = literal``, and nothing else."""
    nodes = placed.doing.analysed.statement.nodes
    return all(
        isinstance(n, ast.Assign)
        and all(isinstance(t, ast.Name) for t in n.targets)
        and is_literal(n.value)
        for n in nodes
    )


def _settings_class(placed: Sequence[Placed]) -> bool:
    """``class CFG`` with literal values, and nothing else but its objects and other values."""
    nodes = [n for p in placed for n in p.doing.analysed.statement.nodes]
    classes = {n.name for n in nodes if isinstance(n, ast.ClassDef) and holds_settings(n)}
    return bool(classes) and all(_names_class(p, classes) or _constant(p) for p in placed)


def _names_class(placed: Placed, classes: set[str]) -> bool:
    """Whether it is one of the classes, or binds an object that is made of one as it stands."""
    match placed.doing.analysed.statement.nodes:
        case (ast.ClassDef(name=name),):
            return name in classes
        case (ast.Assign(value=ast.Call(func=ast.Name(id=name), args=[], keywords=[])),):
            return name in classes
    return False


def _unneeded(placed: Sequence[Placed]) -> _Tag | None:
    """A cell that nothing needs, and that makes no result."""
    own = [p for p in placed if p.doing.analysed.kind is Kind.CODE]
    if any(p.needed for p in own):
        return None
    if any(p.needed for p in placed):
        defines = any(p.doing.analysed.kind is Kind.DEFINITION for p in placed)
        role = Role.FUNCTIONS if defines else Role.IMPORTS
        return role, 0.6, "later cells need but its imports and definitions"
    first = next(iter(own), placed[0])
    shown = all(p.doing.shown or p.doing.act is Act.SETTING for p in own)
    figures = any(p.doing.draws for p in own)
    if shown or figures:
        what = next((p.reason for p in own if p.doing.draws), first.reason)
        return Role.SKIP, 0.9 if shown else 0.8, f"{what}, and no later cell needs it"
    return Role.SKIP, 0.6, "no later cell needs what it binds"


def by_surroundings(context: Context) -> _Tag:
    """The tag of a cell that tells nothing by itself."""
    if context.heading is not None:
        return context.heading, 0.4, "the heading above says so"
    if context.before in STAGES:
        return context.before, 0.35, "the cell above is of this stage"
    return Role.PREPROCESS, 0.3, "there is no other sign"


def by_heading(confidence: float, role: Role, context: Context) -> float:
    """The confidence where the heading above is taken into account."""
    if context.heading is role:
        return min(0.99, confidence + 0.04)
    doubted = context.heading is not None and confidence < 0.9
    return confidence - 0.1 if doubted else confidence


def _of_run(run: Run, placed: Sequence[Placed], context: Context) -> _Tag:
    best = run.best
    confidence = by_heading(best.weight, run.role, context)
    counts = Counter(p.role for p in placed if p.role in STAGES)
    if len(counts) > 1:
        confidence -= 0.15
    where = f" (line {best.doing.line})" if len(placed) > 1 else ""
    return run.role, round(max(confidence, 0.1), 2), best.reason + where


def own_role(placed: Placed) -> Role | None:
    """The stage that a statement tells by itself; None for what goes with its neighbours."""
    told = placed.doing.role is not None and placed.role in STAGES
    return placed.role if told and (placed.needed or not placed.doing.shown) else None


def runs_of(placed: Sequence[Placed]) -> tuple[Run, ...]:
    """The statements in runs of one stage; what tells nothing goes with what it stands by."""
    own = [own_role(p) for p in placed]
    if not any(own):
        used = [p.role for p in placed if p.role in STAGES]
        return (Run(min(used, key=STAGES.index), tuple(placed)),) if used else ()
    roles = [_along(p, i, placed, own) for i, p in enumerate(placed)]
    before = next(r for r in own if r)
    runs: list[Run] = []
    for one, role in zip(placed, roles, strict=True):
        before = role or before
        if runs and runs[-1].role is before:
            runs[-1] = replace(runs[-1], placed=(*runs[-1].placed, one))
        else:
            runs.append(Run(before, (one,)))
    return _merged(runs)


def _along(
    placed: Placed, i: int, cell: Sequence[Placed], own: Sequence[Role | None]
) -> Role | None:
    """The stage of a statement in its cell; None: that of the statement before it.

    What tells nothing by itself goes with the first statement of the cell that uses it, and what
    draws on a figure with the data that is drawn on it.
    """
    if own[i] is not None:
        return own[i]
    if placed.doing.draws:
        return next((r for r in own[i + 1 :] if r is Role.EVALUATE), None)
    facts = placed.doing.analysed.facts
    if placed.doing.shown:
        return None
    if placed.doing.analysed.kind is not Kind.CODE:
        return next((r for r in own[i + 1 :] if r), None)
    for j in range(i + 1, len(cell)):
        role = own[j] or (cell[j].role if cell[j].role in own and not cell[j].doing.shown else None)
        if role and facts.may_bind & cell[j].doing.analysed.facts.reads:
            return role
    return None


def _merged(runs: Sequence[Run]) -> tuple[Run, ...]:
    """Without runs that nobody would put into a cell of their own."""
    merged: list[Run] = []
    for run in runs:
        last = merged[-1] if merged else None
        prepares = last is not None and last.role is Role.PREPROCESS and _but_prepares(last, run)
        if last and (prepares or last.role is run.role):
            merged[-1] = replace(last, placed=(*last.placed, *run.placed))
        elif last and _leads_to(last, run):
            joined = Run(run.role, (*last.placed, *run.placed))
            merged.pop()
            if merged and merged[-1].role is run.role:
                joined = replace(joined, placed=(*merged.pop().placed, *joined.placed))
            merged.append(joined)
        elif last and _follows(run, last):
            merged[-1] = replace(last, placed=(*last.placed, *run.placed))
        else:
            merged.append(run)
    return _without_detours(merged)


def _without_detours(runs: Sequence[Run]) -> tuple[Run, ...]:
    """Without what stands between two runs of a stage and might as well be of it."""
    found: list[Run] = []
    for run in runs:
        if len(found) > 1 and found[-2].role is run.role and all(map(_soft, found[-1].placed)):
            between, before = found.pop(), found.pop()
            run = replace(run, placed=(*before.placed, *between.placed, *run.placed))
        found.append(run)
    return tuple(found)


def _soft(placed: Placed) -> bool:
    doing = placed.doing
    return doing.act is not Act.LOAD and (doing.role is None or doing.soft)


def _but_prepares(last: Run, run: Run) -> bool:
    """Whether test data is prepared as the training data above it is."""
    told = [p for p in run.placed if p.doing.role is not None]
    alike = bool(told) and all(p.doing.role is Role.PREPROCESS for p in told)
    return alike and any(p.trains for p in last.placed)


def _leads_to(first: Run, then: Run) -> bool:
    """Whether a run is but the preparation of the next."""
    if not any(own_role(p) or p.doing.draws for p in first.placed):
        return True
    if then.role in (Role.PREDICT, Role.EVALUATE) and first.role is Role.PREPROCESS:
        return all(_soft(p) and not p.trains for p in first.placed)
    cell = first.placed[0].doing.cell
    changed = {n for p in then.placed for n in _written(p)}
    inside = all(
        p.weight <= _WEAK and (p.users <= {cell} or _written(p) <= changed) for p in first.placed
    )
    return inside and first.role in (Role.PREPROCESS, then.role)


def _written(placed: Placed) -> frozenset[str]:
    facts = placed.doing.analysed.facts
    return facts.may_bind | facts.mutates


def _follows(run: Run, last: Run) -> bool:
    """Whether a run but gives predictions another form, or is for nothing outside the cell."""
    own = [p for p in run.placed if p.doing.role is not None]
    derived = all(p.doing.soft and p.doing.act is Act.PREDICT for p in own)
    if last.role is Role.PREDICT and run.role is Role.EVALUATE:
        return bool(own) and derived
    aside = all(_soft(p) and p.users <= {p.doing.cell} for p in run.placed)
    return last.role is Role.PREDICT and run.role is Role.PREPROCESS and aside


def _can_split(runs: Sequence[Run]) -> bool:
    """Whether what crosses each border can be saved, and no figure is cut in two."""
    for number in range(1, len(runs)):
        before = [p.doing for r in runs[:number] for p in r.placed]
        after = [p.doing for r in runs[number:] for p in r.placed]
        if runs[number - 1].placed[-1].doing.draws and runs[number].placed[0].doing.draws:
            return False
        types = {n: t.name for d in before for n, t in d.analysed.facts.types}
        read = {n for d in after for n in d.analysed.facts.reads}
        if any(types.get(n) in _UNFIT for n in read):
            return False
    return True


def _pieces(runs: Sequence[Run], last: int, context: Context) -> tuple[Piece, ...]:
    pieces = []
    for number, run in enumerate(runs):
        first = run.placed[0].doing.analysed.statement.first_line if number else 1
        following = runs[number + 1].placed[0] if number + 1 < len(runs) else None
        end = following.doing.analysed.statement.first_line - 1 if following else last
        role, confidence, reason = _of_run(run, run.placed, context)
        pieces.append(Piece(first, end, role, confidence, reason))
    return tuple(pieces)
