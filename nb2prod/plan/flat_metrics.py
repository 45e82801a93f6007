"""A dict of all metrics is written to metrics.json as its items, if its own name says nothing."""

import ast
from collections.abc import Iterable, Iterator, Sequence

from nb2prod.analysis.syntax.nodes import assignments

GENERAL = frozenset({"metrics", "performance", "results", "scores"})
"""Names of a dict of metrics that tell no more than that it is one."""

_READING = frozenset({"get", "items", "keys", "values"})


def flat_metrics(nodes: Iterable[ast.AST], metrics: Sequence[str]) -> tuple[str, frozenset[str]]:
    """The one of the metrics that is a dict of others, with a general name and with keys that are
    written out, and the metrics that it holds; empty where there is none.

    Args:
        nodes: all of the statements that compute the metrics.
        metrics: their names.

    >>> tree = ast.parse("metrics = dict(mae=mae, bias=e.mean())")
    >>> flat_metrics(ast.walk(tree), ["metrics", "mae", "r2"])
    ('metrics', frozenset({'mae'}))
    """
    candidates = GENERAL.intersection(metrics)
    nodes = list(nodes) if candidates else []
    stored = [n.id for n in nodes if isinstance(n, ast.Name) and not isinstance(n.ctx, ast.Load)]
    once = {name for name in metrics if stored.count(name) < 2}
    for name in sorted(candidates & once - set(_changed(nodes))):
        for target, value in (given for node in nodes for given in assignments(node)):
            if isinstance(target, ast.Name) and target.id == name:
                entries = _entries(value)
                held = once & {v.id for v in entries.values() if isinstance(v, ast.Name)}
                if entries and entries.keys().isdisjoint({*metrics} - held):
                    return name, frozenset(held)
    return "", frozenset()


def _changed(nodes: Iterable[ast.AST]) -> Iterator[str]:
    """Names of what may be changed in place."""
    for node in nodes:
        match node:
            case ast.Subscript(value=ast.Name(id=name), ctx=ast.Store() | ast.Del()):
                yield name
            case ast.Attribute(value=ast.Name(id=name), attr=called) if called not in _READING:
                yield name


def _entries(value: ast.expr) -> dict[str, ast.expr]:
    """The keys of a dict with what stands after them, if they are texts that are written out."""
    texts: list[object] = []
    values: list[ast.expr] = []
    match value:
        case ast.Dict():
            texts = [k.value if isinstance(k, ast.Constant) else None for k in value.keys]
            values = value.values
        case ast.Call(func=ast.Name(id="dict"), args=[], keywords=given):
            texts, values = [k.arg for k in given], [k.value for k in given]
    found = {t: v for t, v in zip(texts, values, strict=True) if isinstance(t, str)}
    return found if len(found) == len(texts) else {}
