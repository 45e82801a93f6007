"""The notebook as a program: what is a constant, a setting, a stage's statement."""

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from nb2prod.analysis.environment import BUILTINS, Environment
from nb2prod.analysis.model import Analysed, Analysis, Definition, Kind, Share, Sharing
from nb2prod.analysis.tables.types import METRIC_FUNCTIONS
from nb2prod.diagnostics import Place
from nb2prod.notebook.model import STAGES, Role
from nb2prod.plan.closures import captured, looks_into, reachable
from nb2prod.plan.constants import assigned, constants_of, steady_names, without_repeats
from nb2prod.plan.figures import plot_left, plot_names
from nb2prod.plan.identity import identities
from nb2prod.plan.names import fresh
from nb2prod.plan.surroundings import is_mount, lookup, names_of, sets_environment
from nb2prod.plan.values import is_plain

STREAM = "<{}>"
SAVED_STREAMS = ("numpy", "python", "torch")


class UnitKey(NamedTuple):
    """What tells a statement of a stage from all others, whatever later passes make of it.

    The statement's position in the notebook; the part that has a copy of it and the definition
    that it nests there, both empty for a statement where the notebook has it.
    """

    statement: int
    copied_to: str = ""
    nests: str = ""


@dataclass(frozen=True, slots=True)
class Unit:
    """A statement of a stage, with what it does to state: names and random streams.

    ``reads`` hold what is needed before the statement, with what functions that it calls read.
    ``must`` are bound (or deleted) on every path, ``may`` on some; ``mutates`` are changed in
    place. A random stream is a name in angle brackets. ``nested`` marks a definition that stands
    in the data layer: the names that it binds there by ``global``. ``shown_as`` is the name
    of a metric that the notebook only displays. ``copied_to`` is the part that the statement
    was copied to, ``nests`` the definition that it is there for; empty for the notebook's own.
    """

    analysed: Analysed
    reads: frozenset[str]
    must: frozenset[str]
    may: frozenset[str]
    mutates: frozenset[str]
    deletes: frozenset[str] = frozenset()
    may_delete: frozenset[str] = frozenset()
    shares: tuple[Share, ...] = ()
    scope: tuple[tuple[str, Definition], ...] = ()
    nested: frozenset[str] | None = None
    shown_as: str = ""
    copied_to: str = ""
    nests: str = ""

    @property
    def key(self) -> UnitKey:
        """The same for all versions of the statement, and for no other: to look it up by."""
        return UnitKey(self.index, self.copied_to, self.nests)

    @property
    def place(self) -> Place:
        """Where the statement stands."""
        return self.analysed.statement.place

    @property
    def cell(self) -> int:
        """The number of its cell."""
        return self.analysed.statement.cell.number

    @property
    def writes(self) -> frozenset[str]:
        """All that may be different after the statement."""
        return self.may | self.mutates | self.deletes

    @property
    def index(self) -> int:
        """Position in the notebook."""
        return self.analysed.statement.index

    @property
    def definitions(self) -> dict[str, Definition]:
        """The notebook's definitions that the statement reaches by name."""
        return dict(self.scope)


@dataclass(frozen=True, slots=True)
class Program:
    """``constants`` map a name to the statement that binds it, ``config`` a parameter to its
    value; ``effects`` are settings of cells that belong to no stage. ``looks_into``: somewhere
    ``vars(x)`` or the like lists what an object holds."""

    units: tuple[Unit, ...] = ()
    config: tuple[tuple[str, object], ...] = ()
    constants: tuple[tuple[str, Analysed], ...] = ()
    effects: tuple[Analysed, ...] = ()
    seeds: tuple[Unit, ...] = ()
    state: frozenset[str] = frozenset()
    seeded: frozenset[str] = frozenset()
    statics: frozenset[str] = frozenset()
    leftover: tuple[Analysed, ...] = ()
    lookups: tuple[Unit, ...] = ()
    looks_into: bool = False


def program_of(analysis: Analysis) -> Program:
    """Sort the statements: constants, parameters, settings, statements of stages, the rest."""
    live = [a for a in analysis.statements if a.statement.cell.role is not Role.SKIP]
    live = without_repeats(live)
    code = [a for a in live if a.kind is Kind.CODE]
    foldable = {name for name, _ in analysis.constants}
    config = dict(_parameters(code))
    steady = steady_names(live, code) - config.keys()
    statics = frozenset(
        name for a in analysis.statements if a.kind is not Kind.CODE for name in a.facts.may_bind
    )
    variables = {n for a in code for n in a.facts.may_bind} | config.keys()
    constants = constants_of(code, live, steady, foldable, statics)
    lookups = _lookups(analysis, code, steady)
    constants = {name: a for name, a in constants.items() if name not in lookups}
    state = frozenset(variables - constants.keys())
    placed = {a.statement.index for a in constants.values()}
    seeded = frozenset(STREAM.format(s) for a in code for s in a.facts.seeds)
    units, effects, seeds, leftover, looked_up = [], [], [], [], []
    shown: set[str] = set()
    env = Environment({one.name: one.qualified for one in analysis.imports if not one.star})
    plots = plot_names((n for a in code for n in a.statement.nodes), env)
    for a in code:
        role = a.statement.cell.role
        metric = displayed_metric(a)
        if metric:
            name = fresh(metric, variables | statics | shown | BUILTINS)
            shown.add(name)
            unit = unit_of(a, state, seeded)
            bound = frozenset({name})
            units.append(replace(unit, must=bound, may=bound, shown_as=name))
            continue
        plot = plot_left(a.statement.nodes[-1], plots, env)
        unseen = a.facts.pure and role in STAGES and plot is None
        if a.statement.index in placed or unseen or is_mount(a):
            continue
        if a in lookups.values():
            looked_up.append(unit_of(a, state, seeded))
        if role in STAGES:
            units.append(unit_of(a, state, seeded))
        elif a in lookups.values():
            continue
        elif role is Role.PARAMETERS and _parameter(a) is not None:
            continue
        elif a.facts.seeds and not a.facts.may_bind:
            seeds.append(unit_of(a, state, seeded))
        elif a.facts.effects and not a.facts.may_bind & state:
            effects.append(a)
        else:
            leftover.append(a)
    return Program(
        tuple(units),
        tuple(config.items()),
        tuple(sorted(constants.items(), key=lambda item: item[1].statement.index)),
        tuple(effects),
        tuple(seeds),
        state,
        seeded,
        statics,
        tuple(leftover),
        tuple(looked_up),
        any(looks_into(a.statement.source, a.statement.nodes) for a in live),
    )


def _lookups(analysis: Analysis, code: list[Analysed], candidates: set[str]) -> dict[str, Analysed]:
    """Statements that bind a name to the value of an environment variable, once and for all."""
    if sets_environment(code):
        return {}
    env = names_of(analysis.imports)
    found = {name: a for a in code if (name := lookup(a, env)) is not None}
    return {name: a for name, a in found.items() if name in candidates}


def displayed_metric(a: Analysed) -> str:
    """A name for the metric that a cell of `evaluate` shows as its last expression; or nothing."""
    node = a.statement.nodes[-1]
    if a.statement.cell.role is not Role.EVALUATE or not isinstance(node, ast.Expr):
        return ""
    if not a.facts.pure or len(a.statement.nodes) != 1 or not isinstance(node.value, ast.Call):
        return ""
    func = node.value.func
    called = func.id if isinstance(func, ast.Name) else getattr(func, "attr", "")
    known = {name.rpartition(".")[2] for name in METRIC_FUNCTIONS} | {"score"}
    return called if called in known or called.endswith(("_score", "_error", "_loss")) else ""


def unit_of(analysed: Analysed, state: frozenset[str], seeded: frozenset[str]) -> Unit:
    """What a statement does to `state`; only streams in `seeded` count."""
    facts = analysed.facts
    source = analysed.statement.source
    asks = ".query(" in source or ".eval(" in source
    strings = query_names(analysed.statement.nodes) if asks else frozenset()
    if strings - facts.reads:
        analysed = replace(analysed, facts=replace(facts, reads=facts.reads | strings))
        facts = analysed.facts
    scope = {d.name: d for d in facts.definitions}
    named = reachable(facts.reads, scope)
    hidden = {n: captured(d, scope, state) for n, d in named.items() if n in facts.reads}
    draws = frozenset(STREAM.format(s) for s in facts.draws) & seeded
    seeds = frozenset(STREAM.format(s) for s in facts.seeds)
    through = frozenset(n for names in hidden.values() for n in names)
    compared = identities(analysed)
    unsure = seeds & seeded if seeds and _may_skip(analysed) else frozenset[str]()
    mutates = ((facts.mutates | compared) & state) | draws | unsure
    may = (facts.may_bind & state) | seeds
    kept = _kept(analysed, hidden, scope)
    return Unit(
        analysed,
        reads=((facts.reads | facts.deletes | facts.may_delete) & state) | mutates | through,
        must=(facts.binds & state) | (seeds - unsure),
        may=may,
        mutates=mutates,
        deletes=facts.deletes & state,
        may_delete=facts.may_delete & state,
        shares=(*(s for s in facts.shares if {s.name, s.source} <= state), *kept),
        scope=tuple(named.items()),
    )


_BRANCHES = (ast.If, ast.For, ast.While, ast.Try, ast.Match)


def has_branches(analysed: Analysed) -> bool:
    """Whether the statement may do on some paths only what it does."""
    return any(isinstance(node, _BRANCHES) for node in analysed.statement.nodes)


def _may_skip(analysed: Analysed) -> bool:
    """Whether anything inside the statement may be left out."""
    inside = (n for top in analysed.statement.nodes for n in ast.walk(top))
    return any(isinstance(node, (*_BRANCHES, ast.IfExp, ast.BoolOp)) for node in inside)


def query_names(nodes: Iterable[ast.AST]) -> frozenset[str]:
    """Names that pandas takes from around ``df.query("age > @limit")`` or ``df.eval``."""
    found: set[str] = set()
    for node in nodes:
        for child in ast.walk(node):
            if not isinstance(child, ast.Call) or not isinstance(child.func, ast.Attribute):
                continue
            if child.func.attr in ("query", "eval") and child.args:
                for part in ast.walk(child.args[0]):
                    if isinstance(part, ast.Constant) and isinstance(part.value, str):
                        found |= set(re.findall(r"@([^\W\d]\w*)", part.value))
    return frozenset(found)


def _kept(
    analysed: Analysed, hidden: dict[str, frozenset[str]], scope: dict[str, Definition]
) -> Iterator[Share]:
    """A function or object that carries state inside ties what holds it to that state."""
    facts = analysed.facts
    for name, states in hidden.items():
        is_class = isinstance(scope[name].node, ast.ClassDef)
        if name in facts.escaping or is_class:
            for target in sorted(facts.may_bind | facts.mutates):
                for source in sorted(states - {target}):
                    yield Share(target, source, Sharing.SAME)


def _parameter(a: Analysed) -> tuple[str, object] | None:
    pair = assigned(a)
    if pair is None:
        return None
    try:
        value = ast.literal_eval(pair[1])
    except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
        return None
    return (pair[0], value) if is_plain(value) else None


def _parameters(code: Iterable[Analysed]) -> Iterator[tuple[str, object]]:
    for a in code:
        if a.statement.cell.role is Role.PARAMETERS:
            pair = _parameter(a)
            if pair is not None:
                yield pair


def without(unit: Unit, names: frozenset[str]) -> Unit:
    """The unit when `names` are no longer read."""
    return replace(unit, reads=unit.reads - names)
