"""The stage that each statement suggests by itself: what it does, and to what."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

from nb2prod.analysis.environment import Environment
from nb2prod.analysis.model import Analysed, Kind
from nb2prod.analysis.syntax.nodes import all_nodes
from nb2prod.knowledge import model_methods as methods
from nb2prod.knowledge.schema import Access, Act, Value
from nb2prod.knowledge.stage_tables import CROSS_VALIDATION
from nb2prod.notebook.model import Role
from nb2prod.records import dataclass, replace
from nb2prod.suggest import looks
from nb2prod.suggest.acts import Reader
from nb2prod.suggest.name_values import is_literal
from nb2prod.suggest.suggestion import Evidence
from nb2prod.suggest.words import CONFIG, SAMPLES, SUBMITTED, value_by_name

_ORDER = (
    Act.FIT, Act.MEASURE, Act.PREDICT, Act.RESTORE, Act.BUILD, Act.SAVE, Act.LOAD, Act.PREPARE,
    Act.PLOT, Act.INSPECT, Act.SETTING,
)  # fmt: skip
_STAGE = {
    Act.FIT: Role.TRAIN, Act.BUILD: Role.TRAIN, Act.MEASURE: Role.EVALUATE,
    Act.PREDICT: Role.PREDICT, Act.RESTORE: Role.PREDICT, Act.LOAD: Role.PREPROCESS,
    Act.PREPARE: Role.PREPROCESS,
}  # fmt: skip
_OF_SAVED = {
    Value.MODEL: Role.TRAIN, Value.PREDICTION: Role.PREDICT, Value.RESULT: Role.EVALUATE,
    Value.DATA: Role.PREPROCESS, Value.TRANSFORMER: Role.PREPROCESS,
}  # fmt: skip
_AFTER_MODEL = (Value.PREDICTION, Value.RESULT, Value.MODEL)


@dataclass(frozen=True, slots=True)
class Doing:
    """A statement, and the stage that what it does belongs to.

    ``role`` is None where only its neighbours and users can tell. ``root``: it is done for its
    own sake, whoever reads what it binds. ``soft``: users of what it binds may draw it to their
    stage (data that is read after a model has been trained). ``shown``: it only shows.
    ``compares``: it tells how good several models are of which none has been fitted.
    ``scores`` are names that it binds or changes and that hold results. ``failed``: when the
    notebook was run last, an error ended the cell here or above.
    """

    analysed: Analysed
    role: Role | None
    weight: float
    reason: str
    root: bool = False
    soft: bool = False
    shown: bool = False
    draws: bool = False
    act: Act | None = None
    compares: bool = False
    scores: frozenset[str] = frozenset()
    failed: bool = False

    @property
    def cell(self) -> int:
        """Number of the cell."""
        return self.analysed.statement.cell.number

    @property
    def tagged(self) -> bool:
        """Whether the user has tagged its cell."""
        return self.analysed.statement.cell.role is not Role.UNTAGGED

    @property
    def line(self) -> int:
        """Line of the cell where the code starts."""
        return self.analysed.statement.line


def doings(seen: Iterable[tuple[Analysed, Environment]]) -> list[Doing]:
    """What each statement of the notebook does, by what is known of names before it."""
    judge = _Judge(Reader())
    return [judge.failed(a, env) if _fails(a) else judge.doing(a, env) for a, env in seen]


def _fails(a: Analysed) -> bool:
    """Whether an error ended the cell at this statement, or above it; none that is in doubt."""
    failure = a.statement.cell.failure
    if failure is None or failure.doubt or a.statement.cell.role is not Role.UNTAGGED:
        return False
    return (a.statement.nodes[-1].end_lineno or 0) >= failure.line


class _Judge:
    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.trained = False
        self.trained_in: set[int] = set()
        self.made: set[str] = set()

    def failed(self, a: Analysed, env: Environment) -> Doing:
        """What a statement was to do: nobody wants that, but for what others make of it."""
        trained = self.trained
        done = self.doing(a, env)
        self.trained = trained
        return replace(done, failed=True, root=False)

    def doing(self, a: Analysed, env: Environment) -> Doing:
        nodes = a.statement.nodes
        before = dict(self.reader.names.values)
        evidence = self.reader.statement(nodes, env)
        tagged = a.statement.cell.role
        if tagged is not Role.UNTAGGED:
            self.trained = self.trained or tagged is Role.TRAIN
            return Doing(a, tagged, 1.0, "it is tagged", root=tagged is not Role.SKIP)
        if a.kind is Kind.IMPORT:
            return Doing(a, Role.IMPORTS, 0.99, "it imports")
        if a.kind is Kind.DEFINITION:
            return Doing(a, Role.FUNCTIONS, 0.97, "it defines functions or classes")
        read = {before.get(n) or self.reader.names.values.get(n) for n in a.facts.reads}
        best = _best(evidence)
        done = self.judged(a, best, {e.act for e in evidence}, read)
        written = a.facts.may_bind | a.facts.mutates
        after = self.reader.names.values
        done = replace(done, scores=frozenset(n for n in written if after.get(n) is Value.RESULT))
        value = getattr(nodes[-1], "value", None)
        if value is None or not is_literal(value):
            self.made |= a.facts.may_bind
        if best and best.act is Act.MEASURE and not self.trained:
            calls = looks.repeated_calls(nodes[-1])
            names = {self.reader.names.qualified(call.func) for call in calls}
            done = replace(done, compares=bool(names & CROSS_VALIDATION))
        if best and best.act in (Act.FIT, Act.BUILD, Act.RESTORE):
            self.trained = self.trained or best.act is not Act.BUILD
            self.trained_in.add(done.cell)
        return done

    def judged(
        self, a: Analysed, best: Evidence | None, acts: set[Act], read: set[Value | None]
    ) -> Doing:
        node = a.statement.nodes[-1]
        if looks.only_defines(node):
            return Doing(a, None, 0.8, "it sets up the session", act=Act.SETTING)
        draws = a.facts.draws_figure or Act.PLOT in acts
        shows = isinstance(node, ast.Expr) and not a.facts.may_bind
        if best is not None and best.act in _STAGE:
            return self.of_act(a, best, read, draws, shows)
        if best is not None and best.act is Act.SAVE:
            return self.saved(a, best)
        sets = best is not None and best.act is Act.SETTING
        plots = draws and read - {None}  # and may set the size of its figure
        if (sets or a.facts.effects) and not (a.facts.may_bind or plots):
            # A seed changes what later cells draw, whatever its own cell is for.
            seeds = bool(a.facts.seeds)
            if a.facts.reads & self.made and not a.facts.effects:
                return Doing(a, None, 0.5, "it sets up what later cells use", root=True)
            return Doing(a, None, 0.9, "it sets up the session", root=seeds, act=Act.SETTING)
        if draws:
            return self.drawn(a, node, read)
        if a.facts.pure or (shows and not a.facts.mutates) or a.facts.prints:
            return self.shown(a, node, read)
        return self.other(a, node, read)

    def of_act(
        self, a: Analysed, best: Evidence, read: set[Value | None], draws: bool, shows: bool,
    ) -> Doing:  # fmt: skip
        role, act = _STAGE[best.act], best.act
        reason = f"it {act} ({best.what})"
        plain = isinstance(a.statement.nodes[-1], ast.Expr)
        compound = isinstance(a.statement.nodes[-1], ast.For | ast.With | ast.While)
        named = {value_by_name(n) for n in a.facts.may_bind}
        if act is Act.PREDICT and compound and Value.RESULT in named:
            return Doing(a, Role.EVALUATE, 0.8, "it measures predictions", True, act=Act.MEASURE)
        if draws and plain and act is Act.PREDICT:
            return Doing(a, Role.EVALUATE, best.weight, "it plots predictions", True, draws=True)
        if act is Act.MEASURE and shows and looks.trained_on(a.statement.nodes[-1]):
            if a.statement.cell.number in self.trained_in:
                return Doing(a, None, 0.5, "a score on the training data", shown=True)
        if act in (Act.LOAD, Act.PREPARE):
            after = read & {Value.PREDICTION, Value.RESULT}
            if after and act is Act.PREPARE and not shows:
                return self.other(a, a.statement.nodes[-1], read)
            if shows and draws and not a.facts.mutates:
                return self.drawn(a, a.statement.nodes[-1], read)
            if shows and not a.facts.mutates and not a.facts.may_bind:
                return self.shown(a, a.statement.nodes[-1], read)
            told = self.neutral(a, a.statement.nodes[-1], read) if act is Act.PREPARE else ""
            if told:
                return Doing(a, None, 0.6, told)
            new = Value.NEW in {self.reader.names.values.get(n) for n in a.facts.may_bind}
            return Doing(a, role, best.weight, reason, soft=self.trained or new, act=act)
        root = act is not Act.BUILD or not a.facts.may_bind
        return Doing(a, role, best.weight, reason, root, draws=draws, act=act)

    def saved(self, a: Analysed, best: Evidence) -> Doing:
        role = _OF_SAVED.get(best.value) if best.value else None
        what = f"it saves {best.value or 'something'} ({best.what})"
        if best.value is Value.DATA and looks.mentions(a.statement.nodes[-1], SUBMITTED):
            return Doing(a, Role.PREDICT, 0.85, what, root=True, act=Act.SAVE)
        if best.value in (None, Value.NEW) and any(map(CONFIG.search, a.facts.reads)):
            what = f"it saves what the model was trained with ({best.what})"
            return Doing(a, Role.TRAIN, 0.7, what, root=True, act=Act.SAVE)
        return Doing(a, role, 0.85, what, root=True, act=Act.SAVE)

    def drawn(self, a: Analysed, node: ast.stmt, read: set[Value | None]) -> Doing:
        shown = isinstance(node, ast.Expr | ast.For | ast.With | ast.If)
        read = read | set(map(self.reader.value, _attributes(node)))
        if read & {Value.RESULT, Value.PREDICTION} or (Value.MODEL in read and self.trained):
            what = "it plots results of the model"
            return Doing(a, Role.EVALUATE, 0.85, what, True, draws=True, act=Act.PLOT)
        if any(call.access is Access.WRITE for call in a.facts.io):
            return Doing(a, None, 0.6, "it saves a figure", True, draws=True, act=Act.PLOT)
        what = "it plots data, and nothing that a model gave"
        return Doing(a, None, 0.8, what, shown=shown, draws=True, act=Act.PLOT)

    def shown(self, a: Analysed, node: ast.stmt, read: set[Value | None]) -> Doing:
        value = self.reader.value(node.value) if isinstance(node, ast.Expr) else None
        inspected = looks.inspects(node)
        results = Value.RESULT in read or value is Value.RESULT
        compared = Value.PREDICTION in read and not inspected and looks.computes(node)
        if compared and a.facts.prints:
            compared = Value.DATA in read or looks.compares(node)
        compared = compared or self.scored(a, node, read)
        scores = any(n.attr in methods.SCORE_ATTRIBUTES for n in _attributes(node))
        here = a.statement.cell.number in self.trained_in and Value.MODEL in read
        fitted = results and here and not (compared or scores)
        listed = not inspected or looks.shows_rows(node)
        if ((results and listed) or compared) and not fitted:
            return Doing(a, Role.EVALUATE, 0.8, "it shows results", True, act=Act.INSPECT)
        if Value.PREDICTION in read and isinstance(node, ast.If) and a.facts.prints:
            return Doing(a, Role.PREDICT, 0.7, "it prints what is predicted", True, act=Act.PREDICT)
        return Doing(a, None, 0.8, "it only shows values", shown=True, act=Act.INSPECT)

    def scored(self, a: Analysed, node: ast.stmt, read: set[Value | None]) -> bool:
        """Whether a printed line says that it tells a score, and is not of data alone."""
        if self.trained and Value.PREDICTION not in read and looks.shows_scores(node):
            return True
        if not looks.tells_score(node):
            return False
        names = self.reader.names
        free = a.facts.reads - names.env.imports.keys() - names.env.definitions.keys()
        data = (Value.DATA, Value.TRANSFORMER, Value.NEW)
        unknown = self.trained and any(names.values.get(n) not in data for n in free)
        return unknown or bool(read & {Value.PREDICTION, Value.RESULT})

    def neutral(self, a: Analysed, node: ast.stmt, read: set[Value | None]) -> str:
        """Why a statement goes where what it binds is used; empty where it does not."""
        if looks.lists_names(node):
            return "it lists names that others use"
        if not isinstance(node, ast.Assign) or a.facts.mutates:
            return ""
        if self.reader.value(node.value) is Value.STREAM:
            return "it makes what only a model reads"
        if looks.is_empty(node.value):
            return "it binds what others fill"
        if looks.is_size(node.value) and self.reader.value(node.value) is None:
            return "it binds a size that others use"
        chosen = a.facts.may_bind and all(map(CONFIG.search, a.facts.may_bind))
        return "it binds what was chosen by hand" if chosen and Value.DATA not in read else ""

    def named(self, a: Analysed, node: ast.stmt) -> set[Value | None]:
        """What the names of what it binds say, columns among them."""
        return {value_by_name(n) for n in (*a.facts.may_bind, *looks.keys(node))}

    def other(self, a: Analysed, node: ast.stmt, read: set[Value | None]) -> Doing:
        """A statement without a call that tells: by what it is computed from."""
        bound = {self.reader.names.values.get(n) for n in a.facts.may_bind}
        changed = {self.reader.names.values.get(n) for n in a.facts.mutates}
        measured = Value.PREDICTION in read and Value.RESULT in (bound | self.named(a, node))
        if measured and Value.DATA not in changed:
            return Doing(a, Role.EVALUATE, 0.7, "it measures predictions", True, act=Act.MEASURE)
        if Value.RESULT in (read | bound) and Value.DATA not in changed and self.trained:
            return Doing(a, None, 0.6, "it works on results", act=Act.MEASURE)
        if Value.PREDICTION in read:
            if Value.RESULT in self.named(a, node):
                return Doing(a, Role.EVALUATE, 0.7, "it measures predictions", True,
                             act=Act.MEASURE)  # fmt: skip
            soft = Value.PREDICTION not in set(map(value_by_name, a.facts.may_bind))
            return Doing(a, Role.PREDICT, 0.7, "it works on predictions", True, soft=soft,
                         act=Act.PREDICT)  # fmt: skip
        if Value.MODEL in read | changed:
            return Doing(a, None, 0.6, "it works on the model", act=Act.BUILD)
        if bound == {Value.TRANSFORMER} and not changed - {Value.TRANSFORMER}:
            return Doing(a, None, 0.6, "it makes a transformer")
        if looks.is_random(node) and all(map(SAMPLES.search, a.facts.may_bind)):
            return Doing(a, Role.PREPROCESS, 0.7, "it makes data at random", soft=self.trained,
                         act=Act.PREPARE)  # fmt: skip
        bound_to = node.value if isinstance(node, ast.Assign | ast.AnnAssign) else None
        if bound_to is not None and not changed and (is_literal(bound_to) or not a.facts.reads):
            return Doing(a, None, 0.6, "it binds what others use")
        if told := self.neutral(a, node, read):
            return Doing(a, None, 0.6, told)
        if read & {Value.DATA, Value.NEW, Value.TRANSFORMER} or changed & {Value.DATA}:
            new = Value.NEW in bound and Value.DATA not in read
            return Doing(a, Role.PREPROCESS, 0.75, "it works on data", soft=self.trained or new,
                         act=Act.PREPARE)  # fmt: skip
        return Doing(a, None, 0.5, "it binds what others use")


def _attributes(node: ast.AST) -> Iterator[ast.Attribute]:
    return (n for n in all_nodes(node) if isinstance(n, ast.Attribute))


def _best(evidence: Iterable[Evidence]) -> Evidence | None:
    """What counts most in a statement that does several things."""
    found = sorted(evidence, key=lambda e: (_ORDER.index(e.act), -e.weight))
    return found[0] if found else None
