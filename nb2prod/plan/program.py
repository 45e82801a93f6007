"""The notebook as a program: what is a constant, a setting, a stage's statement."""

import ast
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from nb2prod.analysis.environment import BUILTINS, Environment
from nb2prod.analysis.model import Analysed, Analysis, Definition, Kind, Share, Sharing
from nb2prod.analysis.tables.types import METRIC_FUNCTIONS
from nb2prod.notebook.model import STAGES, Role
from nb2prod.plan.closures import captured, looks_into, reachable
from nb2prod.plan.figures import plot_left, plot_names
from nb2prod.plan.identity import identities
from nb2prod.plan.names import fresh
from nb2prod.plan.surroundings import is_mount, lookup, names_of, sets_environment
from nb2prod.plan.values import is_plain

STREAM = "<{}>"
SAVED_STREAMS = ("numpy", "python", "torch")


@dataclass(frozen=True, slots=True)
class Unit:
    """A statement of a stage, with what it does to state: names and random streams.

    ``reads`` hold what is needed before the statement, with what functions that it calls read.
    ``must`` are bound (or deleted) on every path, ``may`` on some; ``mutates`` are changed in
    place. A random stream is a name in angle brackets. ``nested`` marks a definition that stands
    in the data layer: the names that it binds there by ``global``. ``shown_as`` is the name
    of a metric that the notebook only displays.
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

    units: tuple[Unit, ...]
    config: tuple[tuple[str, object], ...]
    constants: tuple[tuple[str, Analysed], ...]
    effects: tuple[Analysed, ...]
    seeds: tuple[Unit, ...]
    state: frozenset[str]
    seeded: frozenset[str]
    statics: frozenset[str]
    leftover: tuple[Analysed, ...]
    lookups: tuple[Unit, ...] = ()
    looks_into: bool = False


def program_of(analysis: Analysis) -> Program:
    """Sort the statements: constants, parameters, settings, statements of stages, the rest."""
    live = [a for a in analysis.statements if a.statement.cell.role is not Role.SKIP]
    live = without_repeats(live)
    code = [a for a in live if a.kind is Kind.CODE]
    foldable = {name for name, _ in analysis.constants}
    unchanged = _bound_once(live) - _changed(code) - _compared(code)
    config = dict(_parameters(code))
    statics = frozenset(
        name for a in analysis.statements if a.kind is not Kind.CODE for name in a.facts.may_bind
    )
    constants = _constants(code, unchanged - config.keys(), foldable, statics)
    variables = {n for a in code for n in a.facts.may_bind} | config.keys()
    constants = _only_shared(constants, code, live)
    constants = _add_expressions(code, constants, unchanged - config.keys(), statics)
    lookups = _lookups(analysis, code, unchanged - config.keys())
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
    unsure = frozenset[str]() if _is_simple(analysed) else seeds & seeded
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


def _is_simple(analysed: Analysed) -> bool:
    """Whether what the statement does, it does on every path."""
    compound = (ast.If, ast.For, ast.While, ast.Try, ast.Match)
    return not any(isinstance(node, compound) for node in analysed.statement.nodes)


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


def without_repeats(live: Sequence[Analysed]) -> list[Analysed]:
    """Without statements that give a name the text or number that it has already.

    Cells that were copied say ``URL = "…"`` again, and the name is a constant all the same.
    """
    bound: dict[str, list[Analysed]] = {}
    for a in live:
        for name in a.facts.may_bind | a.facts.deletes | a.facts.may_delete:
            bound.setdefault(name, []).append(a)
    repeats: set[int] = set()
    for statements in bound.values():
        first, *others = statements
        if others and first.statement.cell.role in STAGES and _is_literal(first):
            same = ast.dump(first.statement.nodes[0])
            if all(_is_literal(a) and ast.dump(a.statement.nodes[0]) == same for a in others):
                repeats |= {a.statement.index for a in others}
    return [a for a in live if a.statement.index not in repeats]


def _is_literal(a: Analysed) -> bool:
    """``NAME = "text"``, and nothing else."""
    match a.statement.nodes:
        case (ast.Assign(targets=[ast.Name()], value=ast.Constant()),):
            return True
    return False


def _bound_once(live: Iterable[Analysed]) -> set[str]:
    counts = Counter(n for a in live for n in a.facts.may_bind)
    stored = Counter(n for a in live for n in _stores(a))
    return {n for n, count in counts.items() if count == 1 and stored[n] <= 1}


def _stores(a: Analysed) -> set[str]:
    """Names that are stored to anywhere in the statement, in code that never runs too."""
    if a.kind is not Kind.CODE:
        return set()
    found: set[str] = set()
    for node in (n for top in a.statement.nodes for n in ast.walk(top)):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            found.add(node.id)
        elif isinstance(node, ast.ExceptHandler) and node.name:
            found.add(node.name)
    return found


def _changed(code: Iterable[Analysed]) -> set[str]:
    changed: set[str] = set()
    for a in code:
        changed |= a.facts.mutates | a.facts.deletes | a.facts.may_delete
    return changed


def _compared(code: Sequence[Analysed]) -> set[str]:
    """Names of containers, where the notebook asks whether objects are one: none is made twice."""
    if not any(identities(a) for a in code):
        return set()
    kinds = (ast.List, ast.Dict, ast.Set, ast.ListComp, ast.DictComp, ast.SetComp, ast.Call)
    pairs = [_targets(a) for a in code if not makes_class(a)]
    return {pair[0] for pair in pairs if pair is not None and isinstance(pair[1], kinds)}


def _targets(a: Analysed) -> tuple[str, ast.expr] | None:
    """Name and value of a statement that is nothing but ``name = value``."""
    if len(a.statement.nodes) != 1:
        return None
    node = a.statement.nodes[0]
    if isinstance(node, ast.Assign) and len(node.targets) == 1:
        target: ast.expr = node.targets[0]
    elif isinstance(node, ast.AnnAssign) and node.value is not None:
        target = node.target
    else:
        return None
    assert node.value is not None
    return (target.id, node.value) if isinstance(target, ast.Name) else None


def _parameter(a: Analysed) -> tuple[str, object] | None:
    pair = _targets(a)
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


def _constants(
    code: Iterable[Analysed], candidates: set[str], foldable: set[str], statics: frozenset[str]
) -> dict[str, Analysed]:
    found: dict[str, Analysed] = {}
    for a in code:
        pair = _targets(a)
        role = a.statement.cell.role
        plain = pair is not None and pair[0] in candidates & foldable and role is not Role.UNTAGGED
        if pair is None or pair[0] not in candidates or not (plain or makes_class(a)):
            continue
        known = all(n in found or n in statics or n in BUILTINS for n in a.facts.reads)
        if known and not a.facts.definitions:
            found[pair[0]] = a
    return found


def makes_class(a: Analysed) -> bool:
    """``Point = namedtuple("Point", "x y")``: a class, which has to be importable by its name."""
    pair = _targets(a)
    if pair is None or not isinstance(pair[1], ast.Call):
        return False
    func = pair[1].func
    called = func.id if isinstance(func, ast.Name) else getattr(func, "attr", "")
    return called in ("namedtuple", "NamedTuple", "make_dataclass", "TypedDict")


def _only_shared(
    constants: dict[str, Analysed], code: list[Analysed], live: list[Analysed]
) -> dict[str, Analysed]:
    """Leave a constant where it stands when only its own stage's statements read it."""
    needed = {name for name, a in constants.items() if makes_class(a)}
    inside = {n for a in live for d in a.facts.definitions for n in d.reads}
    readers: dict[str, set[Role]] = {name: set() for name in constants}
    for a in code:
        for name in a.facts.reads & constants.keys():
            readers[name].add(a.statement.cell.role)
    for name, binder in constants.items():
        role = binder.statement.cell.role
        if role not in STAGES or readers[name] - {role} or name in inside:
            needed.add(name)
    grown = True
    while grown:
        more = {n for name in needed for n in constants[name].facts.reads if n in constants}
        grown = not more <= needed
        needed |= more
    return {name: a for name, a in constants.items() if name in needed}


def _add_expressions(
    code: list[Analysed],
    constants: dict[str, Analysed],
    candidates: set[str],
    statics: frozenset[str],
) -> dict[str, Analysed]:
    """Add ``PATTERN = re.compile(...)`` and the like of cells that belong to no stage."""
    found = dict(constants)
    for a in code:
        pair = _targets(a)
        facts = a.facts
        busy = facts.io or facts.draws or facts.seeds or facts.effects or facts.prints
        role = a.statement.cell.role
        if pair is None or pair[0] not in candidates or busy or facts.opaque or facts.draws_figure:
            continue
        if role in STAGES or role is Role.UNTAGGED or facts.hidden_reads - found.keys() - statics:
            continue
        if facts.reads <= statics | found.keys() | BUILTINS:
            found[pair[0]] = a
    return found


def without(unit: Unit, names: frozenset[str]) -> Unit:
    """The unit when `names` are no longer read."""
    return replace(unit, reads=unit.reads - names)
