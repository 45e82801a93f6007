"""The notebook as a program: what is a constant, a setting, a stage's statement."""

import ast
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial

from nb2prod.analysis.effects.shown_text import is_display
from nb2prod.analysis.environment import BUILTINS, Environment
from nb2prod.analysis.model import Analysed, Analysis, Kind, Statement
from nb2prod.analysis.scores.score_names import displayed_scores, shown_parts
from nb2prod.analysis.scores.scored import tells_scores
from nb2prod.analysis.scores.told_apart import name_apart
from nb2prod.analysis.syntax.nodes import all_nodes, holding
from nb2prod.graph.closures import calls_type, looks_into
from nb2prod.graph.constants import constants_of, steady_names, without_repeats
from nb2prod.graph.name_errors import asked_for
from nb2prod.graph.parameters import parameters_of, set_by
from nb2prod.graph.plots import plot_left, plot_names
from nb2prod.graph.surroundings import (
    left_behind,
    lookup,
    names_of,
    sets_environment,
    sets_up,
)
from nb2prod.graph.units import STREAM, Unit, definition_unit, unit_of
from nb2prod.notebook.model import STAGES, Role
from nb2prod.patterns import regex
from nb2prod.records import dataclass, of_last, replace


@dataclass(frozen=True, slots=True)
class Program:
    """``constants`` map a name to the statement that binds it, ``config`` a parameter to its
    value; ``effects`` are settings of cells that belong to no stage; ``definitions`` are those that
    read values where they stand. ``looks_into``: somewhere ``vars(x)`` or the like lists what an
    object holds, ``lists_attributes``: ``dir(x)`` that of its class as well, ``lists_fields``:
    ``asdict(x)`` or the like what a dataclass holds; ``calls_types``: ``type(x)()`` makes one."""

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
    definitions: tuple[Unit, ...] = ()
    looks_into: bool = False
    lists_attributes: bool = False
    calls_types: bool = False
    lists_fields: bool = False


def _without(looked_up: Collection[str], constants: Mapping[str, Analysed]) -> dict[str, Analysed]:
    """The constants but for what each run looks up, and what is made of that."""
    gone = set(looked_up)
    kept: dict[str, Analysed] = {}
    for name, a in sorted(constants.items(), key=lambda item: item[1].statement.index):
        if name in gone or a.facts.reads & gone:
            gone.add(name)
        else:
            kept[name] = a
    return kept


@of_last
def program_of(analysis: Analysis) -> Program:
    """Sort the statements: constants, parameters, settings, statements of stages, the rest."""
    live = without_repeats(analysis.live)
    left = left_behind(live, analysis.imports)
    code = [a for a in live if a.kind is Kind.CODE and a.statement.index not in left]
    env = names_of(analysis.imports)
    config = parameters_of(code, env)
    steady = steady_names(live, code) - config.keys()
    others = [a for a in analysis.statements if a.kind is not Kind.CODE]
    statics = frozenset(name for a in others for name in a.facts.may_bind)
    variables = {n for a in code for n in a.facts.may_bind} | config.keys()
    constants = constants_of(code, live, steady, {*dict(analysis.constants)}, statics)
    lookups = _lookups(analysis, code, steady)
    constants = _without(lookups.keys(), constants)
    state = frozenset(variables - constants.keys())
    placed = {a.statement.index for a in constants.values()}
    seeded = frozenset(STREAM.format(s) for a in code for s in a.facts.seeds)
    fixed = statics | constants.keys() | BUILTINS | {one.name for one in analysis.imports}
    units, effects, seeds, leftover, looked_up = [], [], [], [], []
    shown, taken, firsts = set[str](), variables | statics | BUILTINS, dict[str, ast.expr]()
    standing = [definition_unit(a, state) for a in live if a.kind is Kind.DEFINITION]
    gone = statics - state - BUILTINS - {n for a in code for n in asked_for(a.statement.nodes)}
    plots = plot_names((n for a in code for n in a.statement.nodes), env)
    ends, tuned = last_in_cells(a.statement for a in analysis.statements), _tuned(code, env)
    for a in map(partial(_with_display, ends, tuned), code):
        role = a.statement.cell.role
        if scores := displayed_scores(a, env, tuned):
            shown.update(names := tuple(_names_of(a, scores, firsts, taken | shown, env)))
            units.append(_binding(unit_of(a, state, seeded), names))
            continue
        unseen = a.facts.pure and role in STAGES
        unseen = unseen and plot_left(a.statement.nodes[-1], plots, env) is None
        if a.statement.index in placed or unseen or _only_deletes(a, gone):
            continue
        if a in lookups.values():
            looked_up.append(unit_of(a, state, seeded))
        if role in STAGES:
            units.append(unit_of(a, state, seeded))
        elif a in lookups.values() or set_by(a, env):
            continue
        elif a.facts.seeds and not a.facts.may_bind:
            seeds.append(unit_of(a, state, seeded))
        elif sets_up(a, env) and not a.facts.may_bind & state and _read(a) <= fixed:
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
        tuple(u for u in standing if u.reads),
        *_asked_of_objects(live),
    )


def _asked_of_objects(live: Sequence[Analysed]) -> Iterator[bool]:
    """Whether anything lists what objects hold, what classes have, what makes new ones of their
    type, and what lists their fields."""
    sources = [a.statement.source for a in live]
    yield any(looks_into(a.statement.source, a.statement.nodes) for a in live)
    yield any(map(_LISTS_ATTRIBUTES.search, sources))
    yield any(_calls_types(a) for a in live if a.kind is Kind.CODE)
    yield any(map(_LISTS_FIELDS.search, sources))


def _calls_types(a: Analysed) -> bool:
    source = a.statement.source
    asks = "type(" in source or "__class__" in source
    return asks and any(calls_type(n) for top in a.statement.nodes for n in all_nodes(top))


def last_in_cells(statements: Iterable[Statement]) -> dict[int, int]:
    """For each cell of the file the index of its last statement."""
    return {int(s.cell.number): s.index for s in sorted(statements, key=lambda s: s.index)}


def is_displayed(statement: Statement, ends: Mapping[int, int]) -> bool:
    """Whether the notebook shows the value of an expression: its cell ends with it."""
    last = ends.get(int(statement.cell.number)) == statement.index
    return last and not statement.source.rstrip().endswith(";")


def _with_display(ends: Mapping[int, int], tuned: Collection[int], a: Analysed) -> Analysed:
    """The statement of `evaluate`, or one that shows scores of `train`, as one that prints, where a
    person is shown its value."""
    facts = a.facts
    if not facts.displays:
        return a
    shown = is_displayed(a.statement, ends) or is_display(a.statement.nodes[0])
    shown = shown and (a.statement.cell.role is Role.EVALUATE or a.statement.index in tuned)
    busy = facts.draws_figure or facts.prints or (facts.io and not facts.pure)
    if busy or not shown:
        return replace(a, facts=replace(facts, displays=False))
    shows = facts.shows or facts.displays_table
    return replace(a, facts=replace(facts, pure=False, quiet=False, prints=True, shows=shows))


def _tuned(code: Sequence[Analysed], env: Environment) -> set[int]:
    """Expressions of `train`, by index, that give its scores; of nothing that a later stage makes,
    as the stage had to wait for it."""
    own = [a for a in code if a.statement.cell.role is Role.TRAIN]
    if not any(a.facts.displays for a in own):
        return set()
    held = holding((a.statement.nodes for a in own), lambda v, known: tells_scores(v, known, env))
    later = {n for a in code for n in a.facts.may_bind | a.facts.mutates
             if a.statement.cell.role in (Role.PREDICT, Role.EVALUATE)}  # fmt: skip
    return {
        a.statement.index
        for a in own
        if a.facts.displays and not a.facts.reads & later
        for node in (a.statement.nodes[-1],)
        if isinstance(node, ast.Expr) and tells_scores(node.value, held, env)
    }


def _names_of(
    a: Analysed,
    scores: Sequence[str],
    firsts: dict[str, ast.expr],
    taken: set[str],
    env: Environment,
) -> Iterator[str]:
    """What the scores are called that an expression shows."""
    value = a.statement.nodes[-1].value  # type: ignore[attr-defined]
    parts = shown_parts(value) if len(scores) > 1 else [value]
    for wanted, part in zip(scores, parts, strict=True):
        taken.add(name := name_apart(wanted, part, firsts, taken, env))
        yield name


def _binding(unit: Unit, names: tuple[str, ...]) -> Unit:
    """The statement as one that binds what its last expression gives to names."""
    bound = frozenset(names)
    return replace(unit, must=bound, may=bound, shown_as=names)


_LISTS_ATTRIBUTES = regex(r"\b(?:dir|getmembers\w*)\(")
_LISTS_FIELDS = regex(r"\b(asdict|astuple|fields)\b")


def _read(a: Analysed) -> frozenset[str]:
    return (a.facts.reads | a.facts.hidden_reads) - a.facts.may_bind


def _only_deletes(a: Analysed, names: frozenset[str]) -> bool:
    """``del f`` of imports and definitions: scripts have them on module level, where they stay.

    What reads the name afterwards fails in the notebook, unless it is defined again.
    """
    match a.statement.nodes:
        case (ast.Delete(targets=targets),):
            return all(isinstance(t, ast.Name) and t.id in names for t in targets)
    return False


def _lookups(analysis: Analysis, code: list[Analysed], candidates: set[str]) -> dict[str, Analysed]:
    """Statements that bind a name to the value of an environment variable, once and for all."""
    if sets_environment(code):
        return {}
    env = names_of(analysis.imports)
    found = {name: a for a in code if (name := lookup(a, env)) is not None}
    return {name: a for name, a in found.items() if name in candidates}
