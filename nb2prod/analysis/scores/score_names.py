"""What a person would call the scores that an expression computes."""

import ast
from collections.abc import Collection
from itertools import pairwise

from nb2prod.analysis.environment import Environment
from nb2prod.analysis.model import Analysed
from nb2prod.analysis.syntax.nodes import all_nodes, last_name
from nb2prod.analysis.types.infer import type_of
from nb2prod.knowledge.type_tables import METRIC_FUNCTIONS, SCORE_TABLES, metric_name
from nb2prod.naming import slug
from nb2prod.notebook.model import Role

CROSS_VALIDATED = "sklearn.model_selection.cross_val_score"
SCORE_ENDINGS = ("_score", "_error", "_loss")
"""How the names of functions end that give scores, in whatever library."""
REDUCTIONS = frozenset({"mean", "sum", "std", "var", "median", "max", "min"})
_SCORES = METRIC_FUNCTIONS | SCORE_TABLES
_METRICS = frozenset({name.rpartition(".")[2] for name in _SCORES} | {"score"})
AROUND = frozenset({
    "abs", "float", "round", "sqrt", "tolist", "item", "ravel", "flatten", "diagonal",
})  # fmt: skip
"""Functions and methods that stand around a score."""


def displayed_scores(a: Analysed, env: Environment, tuned: Collection[int]) -> tuple[str, ...]:
    """Names for the scores that an expression of `evaluate` shows, one for each that it gives, or
    one that is among the `tuned` of `train`."""
    node = a.statement.nodes[-1]
    measures = a.statement.cell.role is Role.EVALUATE or a.statement.index in tuned
    if not measures or not isinstance(node, ast.Expr):
        return ()
    if a.facts.may_bind or len(a.statement.nodes) != 1:
        return ()
    if a.facts.definitions and not a.facts.pure:  # the notebook's own, which may give anything
        return ()
    parts = shown_parts(node.value)
    names = tuple(scores_shown(part, env) for part in parts)
    return names if all(names) else ("scores",) if any(names) else ()


def shown_parts(node: ast.expr) -> list[ast.expr]:
    """What an expression shows: the parts of a tuple, or what it hands to ``display``."""
    match node:
        case ast.Tuple(elts=parts):
            return parts
        case ast.Call(func=func, args=parts, keywords=[]) if last_name(func) == "display":
            return [one for one in parts if not isinstance(one, ast.Constant)] or parts
    return [node]


def scores_shown(node: ast.expr, env: Environment) -> str:
    """A name for what an expression gives, if it is a score, or is made of scores; or nothing."""
    match node:
        case ast.Dict(values=parts) | ast.List(elts=parts) | ast.Tuple(elts=parts):
            return "scores" if any(scores_shown(part, env) for part in parts) else ""
        case ast.DictComp(value=part) | ast.ListComp(elt=part):
            return "scores" if scores_shown(part, env) else ""
        case ast.Call() if is_score(node, env):
            shown = "score"
        case ast.Call() if _makes_many(node, env):
            calls = (n for n in all_nodes(node) if isinstance(n, ast.Call))
            return "scores" if any(is_score(call, env) for call in calls) else ""
        case ast.BinOp(left=left, right=right):
            shown = scores_shown(left, env) or scores_shown(right, env)
        case ast.UnaryOp(operand=operand):
            shown = scores_shown(operand, env)
        case ast.Call(func=func, args=given) if (
            name := last_name(node.func)
        ) in AROUND | REDUCTIONS:
            owner = func.value if isinstance(func, ast.Attribute) else None
            first = given[0] if given else None
            whole = owner if owner and not env.qualified(func) else first
            share = isinstance(whole, ast.Compare) and name == "mean"
            shown = "share" if share else scores_shown(whole, env) if whole is not None else ""
        case _:
            shown = score_field(node)
    return score_name(node, env) if shown else ""


def _makes_many(node: ast.Call, env: Environment) -> bool:
    """Whether a call gives a table, list or dict of what it is given, perhaps in another order."""
    kind = type_of(node, env)
    made = kind.name if kind else last_name(node.func)
    return made.rpartition(".")[2] in {"DataFrame", "Series", "dict", "list"}


def score_name(node: ast.expr, env: Environment) -> str:
    """The name of a score, by what computes it.

    >>> score_name(ast.parse("sqrt(mean_squared_error(y, p))", mode="eval").body, Environment())
    'rmse'
    """
    if name := score_field(node):
        return slug(name)
    match node:
        case ast.Call(func=ast.Attribute(value=ast.Compare(ops=[ast.Eq()]), attr="mean")):
            return "accuracy"
        case ast.Call(func=func, args=[ast.Compare(ops=[ast.Eq()])]) if (
            env.qualified(func) == "numpy.mean"
        ):
            return "accuracy"
        case ast.Call(func=ast.Attribute(value=ast.Name(id=values), attr=how) as func) if (
            how in REDUCTIONS and not env.qualified(func)
        ):
            return f"{values}_{how}"
        case ast.BinOp(left=ast.Call() as left, right=ast.Constant()):  # `cv.std() * 2`
            inner = score_name(left, env)
            if not (isinstance(node.op, ast.Pow) and inner == "mse"):
                return inner
    calls = [n for n in all_nodes(node) if isinstance(n, ast.Call)]
    names = [last_name(call.func) for call in calls]
    if CROSS_VALIDATED in (env.qualified(call.func) for call in calls):
        how = next((name for name in names if name in REDUCTIONS), "scores")
        return f"cv_{how}"
    power = isinstance(node, ast.BinOp) and isinstance(node.op, ast.Pow)
    if ("sqrt", "mean_squared_error") in pairwise(["sqrt", *names] if power else names):
        return "rmse"
    for call, name in zip(calls, names, strict=True):
        qualified = env.qualified(call.func) or name
        if qualified in _SCORES:  # perhaps imported under another name
            return metric_name(qualified)
        if name == "score":
            break
        if names_score(name):
            return metric_name(name)
    return "score"


def is_score(call: ast.Call, env: Environment) -> bool:
    """Whether a call gives a score, or several, by what is called."""
    named = names_score(last_name(call.func)) or evaluates(call, env)
    return named or env.qualified(call.func) in _SCORES | {CROSS_VALIDATED}


def evaluates(call: ast.Call, env: Environment) -> bool:
    """Whether it is ``model.evaluate(x, y)``, which gives a score, a list or a dict of them."""
    method = isinstance(call.func, ast.Attribute) and call.func.attr == "evaluate"
    return method and env.qualified(call.func) is None


def names_score(function: str) -> bool:
    """Whether a function gives a score, by its name."""
    return function in _METRICS or function.endswith(SCORE_ENDINGS)


_FIELDS = frozenset({"best_score_", "oob_score_", "rsquared", "rsquared_adj"})
"""Attributes of what has been fitted that are scores."""


def score_field(node: ast.expr) -> str:
    """The name of a score that ``grid.best_score_`` is, or ``history.history["val_loss"][-1]``."""
    match node:
        case ast.Attribute(attr=name) if name in _FIELDS:
            return name.rstrip("_")
        case ast.Subscript(
            ast.Subscript(ast.Attribute(attr="history"), ast.Constant(str(name))),
            ast.UnaryOp(ast.USub(), ast.Constant(1)),
        ):
            return name
    return ""
