"""Metrics: the numbers that evaluate binds, shows or prints, and those of them in train that are
scores."""

import ast
from collections import Counter
from collections.abc import Iterable, Iterator, Set
from typing import TypeGuard

from nb2prod.analysis.environment import Environment
from nb2prod.analysis.model import Type
from nb2prod.analysis.scores.score_names import (
    SCORE_ENDINGS,
    scores_shown,
)
from nb2prod.analysis.scores.scored import holding_scores, holding_times
from nb2prod.analysis.syntax.nodes import (
    all_nodes,
    assignments,
    child_nodes,
    last_name,
    nodes_of,
    stored,
)
from nb2prod.analysis.types.mutation import is_class
from nb2prod.graph.units import Unit
from nb2prod.notebook.model import MEASURING, Role
from nb2prod.patterns import regex
from nb2prod.plan.draft import Draft
from nb2prod.plan.model import METRICS

_NUMBER_CALLS = frozenset(
    {"abs", "float", "int", "len", "max", "mean", "min", "round", "score", "std", "sum"}
)
_METRIC_TYPES = frozenset(
    {"int", "float", "bool", "dict", "tuple", "numpy.float64", "numpy.int64", "numpy.bool_"}
)
_MANY = frozenset({"list", "pandas.DataFrame", "pandas.Series", "numpy.ndarray"})
"""Types of what may hold scores, and much else."""
_KEYED = frozenset({"dict", "list"})
"""Types of what scores are gathered in."""
REPORT = "sklearn.metrics.classification_report"
_Bound = tuple[str, ast.expr | None]
"""A name with the expression that it is bound to."""
_PREDICTED = regex(r"(?i)pred|prob|label")
"""What is no score among several values that a function of scores returns."""
_NUMBER_FORMAT = regex(r"(?i)[defgn%]$")


def bound_metrics(draft: Draft, number: int, written: Set[str]) -> list[str]:
    """Names that hold metrics at the end of a stage, in the order of the notebook."""
    units, types, env = draft.parts[number].units, draft.types[number], draft.env
    trains = draft.parts[number].role is Role.TRAIN
    names: dict[str, None] = {}
    deleted: set[str] = set()
    statements = [unit.analysed.statement.nodes for unit in units]
    before = [unit.analysed.statement.nodes for p in draft.parts[:number] for unit in p.units]
    gathered = {n for n in holding_scores(before, env) if (t := types.get(n)) and t.name in _KEYED}
    scored = holding_scores(statements, env, gathered)
    times = holding_times(statements, env) - scored
    for unit in units:
        deleted = (deleted - unit.must) | unit.deletes | unit.may_delete | unit.taken_away
        names.update(dict.fromkeys(unit.shown_as))
        for node in unit.analysed.statement.nodes:
            given = [(t.id, v) for t, v in assignments(node) if isinstance(t, ast.Name)]
            bound: list[_Bound] = [*given, *_walrus(node, unit), *_formatted(node)]
            for name, value in bound:
                known = types.get(name)
                if known is None and len(given) > 1 and _PREDICTED.search(name):
                    continue
                number = known.name in _METRIC_TYPES if known else _is_number(node, value)
                number = number and not _holds_no_number(node, env) and name not in times
                number = number or (name in scored and known is not None and known.name in _MANY)
                number = number and (not trains or (name in scored and not _counts(known)))
                if name in written and (number or (value and scores_shown(value, env))):
                    names[name] = None
    tops = [node for nodes in statements for node in nodes]
    chosen = {name for name, _ in draft.program.config}
    filled = frozenset[str]().union(*(unit.mutates for unit in units))
    left = deleted | (_written_out(tops, env, chosen) - filled)
    return [n for n in names if n not in left and not n.startswith("_")]


def _counts(known: Type | None) -> bool:
    """Whether a number that is made of scores is none itself: which model is best, of how many."""
    return known is not None and known.name in ("bool", "int", "numpy.bool_", "numpy.int64")


def _written_out(tops: Iterable[ast.stmt], env: Environment, chosen: Set[str]) -> set[str]:
    """Names of what is written in the notebook, such as the width of bars or their colours, with
    parameters that are `chosen`."""
    bound = [given for top in tops for n in all_nodes(top) for given in assignments(n)]
    given = [(target.id, value) for target, value in bound if isinstance(target, ast.Name)]
    computed = {name for name, value in given if not _is_written(value, env, chosen)}
    stored_often = Counter(name for top in tops for name in stored(top))
    own = Counter(name for name, _ in given)
    return {n for n, _ in given if n not in computed and stored_often[n] == own[n]}


def _is_written(value: ast.expr | None, env: Environment, chosen: Set[str]) -> bool:
    match value:
        case ast.Constant():
            return True
        case ast.Name(id=name):
            return name in chosen
        case ast.Attribute():
            return env.qualified(value) is not None
        case ast.Dict() | ast.List() | ast.Tuple() | ast.UnaryOp():
            inner = (n for n in child_nodes(value) if isinstance(n, ast.expr))
            return all(_is_written(n, env, chosen) for n in inner)
    return False


def _walrus(node: ast.stmt, unit: Unit) -> Iterator[_Bound]:
    """Names that ``:=`` binds in a statement, whichever way it goes."""
    for part in all_nodes(node):
        if isinstance(part, ast.NamedExpr) and part.target.id in unit.must:
            yield part.target.id, part.value


def measures(draft: Draft, number: int) -> bool:
    """Whether a part writes a file of metrics; not where the notebook writes that file itself."""
    written = draft.lifting.written[number].values()
    return draft.parts[number].role in MEASURING and METRICS not in written


def scores_of(draft: Draft) -> list[frozenset[str]]:
    """The metrics that each part binds, whatever reads them, and reports."""
    found: list[frozenset[str]] = []
    for number, part in enumerate(draft.parts):
        names: set[str] = set()
        if measures(draft, number):
            every = {name for unit in part.units for name in unit.may}
            names.update(bound_metrics(draft, number, every))
            names = names.union(
                *(unit.may for unit in part.units if _binds_report(unit, draft.env))
            )
        found.append(frozenset(names))
    return found


def _binds_report(unit: Unit, env: Environment) -> bool:
    node = unit.analysed.statement.nodes[0]
    return isinstance(node, ast.Assign) and calls_report(node.value, env)


def calls_report(node: ast.expr | None, env: Environment) -> TypeGuard[ast.Call]:
    """Whether an expression is a report of the scores by class."""
    return isinstance(node, ast.Call) and env.qualified(node.func) == REPORT


def _is_number(node: ast.stmt, value: ast.expr | None) -> bool:
    """Whether a value of unknown type looks like a number that was computed."""
    if isinstance(node, ast.Expr):
        return True  # printed as a number
    if isinstance(value, ast.Call):
        called = last_name(value.func)
        return called in _NUMBER_CALLS or called.endswith(SCORE_ENDINGS)
    if isinstance(value, ast.Constant):
        return isinstance(value.value, int | float)
    return isinstance(value, ast.BinOp | ast.UnaryOp | ast.Tuple)


def _holds_no_number(node: ast.stmt, env: Environment) -> bool:
    """Whether a dict that is bound has functions, models or texts only."""
    value = getattr(node, "value", None)
    if calls_report(value, env):
        return all(k.arg != "output_dict" for k in value.keywords)
    if not isinstance(value, ast.Dict) or not value.values:
        return False
    made = [v.func if isinstance(v, ast.Call) else v for v in value.values]
    return all(
        isinstance(v, ast.Lambda)
        or (isinstance(v, ast.Constant) and isinstance(v.value, str))
        or _names_no_number(v, called=v is not own, env=env)
        for v, own in zip(made, value.values, strict=True)
    )


def _names_no_number(node: ast.expr, called: bool, env: Environment) -> bool:
    """A function or class of a library; or where it is called, a class."""
    name = env.qualified(node) if isinstance(node, ast.Name | ast.Attribute) else None
    return name is not None and "." in name and (not called or is_class(name))


def _formatted(node: ast.stmt) -> Iterator[_Bound]:
    """Names that a statement prints as numbers: ``print(f"{share:.2f}")``."""
    if not isinstance(node, ast.Expr):
        return
    own = {name for c in nodes_of(ast.comprehension, [node.value]) for name in stored(c.target)}
    for part in all_nodes(node.value):
        if isinstance(part, ast.FormattedValue) and isinstance(part.value, ast.Name):
            if part.value.id in own:
                continue
            spec = part.format_spec
            texts = spec.values if isinstance(spec, ast.JoinedStr) else []
            last = texts[-1] if texts else None
            if isinstance(last, ast.Constant) and _NUMBER_FORMAT.search(str(last.value)):
                yield part.value.id, None
