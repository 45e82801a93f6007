"""Means of the scores of cross-validation folds, beside the scores in metrics.json."""

import ast
import textwrap
from collections.abc import Iterable, Iterator

from nb2prod.analysis.syntax.nodes import all_nodes, last_name, root_name, targets_of

_FOLDS = "cross_val_score"
_MANY = "cross_validate"
_NOT_NUMBERS = frozenset({"return_estimator", "return_indices"})


def fold_means(body: str, metrics: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    r"""A name and an expression for the means of each metric that has a score for each fold.

    Args:
        body: the statements of the data layer.
        metrics: their names, with the expressions that give them.

    >>> list(fold_means("a = cross_val_score(m, x)", [("a", "result.a"), ("b", "result.b")]))
    [('a_mean', 'result.a.mean()')]
    >>> list(fold_means("a = {}\nfor k in n:\n    a[k] = cross_val_score(k, x)", [("a", "r.a")]))
    [('a_mean', '{k: v.mean() for k, v in r.a.items()}')]
    """
    if "cross_val" not in body:
        return
    metrics = list(metrics)
    nodes = all_nodes(ast.parse(textwrap.dedent(body)))
    kinds_of: dict[str, set[str]] = {}
    assigned = set[ast.AST]()
    for node in nodes:
        for target in targets_of(node):
            kinds_of.setdefault(root_name(target), set()).add(_kind(target, node))
            assigned.add(target)
    for node in nodes:  # by a loop, `with` or the like
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store) and node not in assigned:
            kinds_of.setdefault(node.id, set()).add("other")
    taken = {name for name, _ in metrics}
    for name, value in metrics:
        kinds = kinds_of.get(name, set()) - {"empty"}
        if f"{name}_mean" in taken or kinds not in ({"array"}, {"dict"}):
            continue
        means = f"{value}.mean()"
        if kinds == {"dict"}:
            means = f"{{k: v.mean() for k, v in {value}.items()}}"
        yield f"{name}_mean", means


def _kind(target: ast.expr, node: ast.AST) -> str:
    """What an assignment makes of a name: an array of scores, a dict of such arrays, or neither."""
    match target, getattr(node, "value", None):
        case ast.Name(), ast.Call(func=func) if last_name(func) == _FOLDS:
            return "array"
        case ast.Name(), ast.Call(func=func, keywords=given) if last_name(func) == _MANY:
            return "dict" if _NOT_NUMBERS.isdisjoint(k.arg or "" for k in given) else "other"
        case (ast.Subscript(value=ast.Name()), ast.Call(func=func)) | (
            ast.Name(),
            ast.DictComp(value=ast.Call(func=func)),
        ) if last_name(func) == _FOLDS:
            return "dict"
        case ast.Name(), ast.Dict(keys=[]) | ast.Call(func=ast.Name(id="dict"), args=[]):
            return "empty"
    return "other"
