"""A dict of all metrics is spread in metrics.json."""

import ast

import pytest

from nb2prod.plan.flat_metrics import flat_metrics

BODIES = {
    "written out": ('metrics = {"error": a, "mse": e.mean()}', ("metrics", set())),
    "of names": ('mae = f(x)\nmetrics = {"mae": mae, "r2": f(y)}', ("metrics", {"mae"})),
    "under other keys": ("mae = f(x)\nresults = dict(error=mae)", ("results", {"mae"})),
    "read": ('metrics = {"a": 1}\nprint(metrics["a"], metrics.items())', ("metrics", set())),
    "computed keys": ("metrics = {k: f(k) for k in x}", ("", set())),
    "one computed key": ('metrics = {"a": 1, k: 2}', ("", set())),
    "numbers as keys": ("metrics = {1: 2}", ("", set())),
    "spread into": ('metrics = {**x, "a": 1}', ("", set())),
    "added to": ('metrics = {"a": 1}\nmetrics["b"] = 2', ("", set())),
    "changed": ('metrics = {"a": 1}\nmetrics.update(b=2)', ("", set())),
    "bound anew": ('metrics = {"a": 1}\nmetrics = g(metrics)', ("", set())),
    "a name that tells more": ('errors = {"a": 1}', ("", set())),
    "another number of that name": ('mae = f(x)\nmetrics = {"mae": f(y)}', ("", set())),
    "a number that changes": ('mae = f(x)\nmetrics = {"mae": mae}\nmae = 2', ("", set())),
}


@pytest.mark.parametrize(("body", "expected"), BODIES.values(), ids=BODIES)
def test_flat_metrics(body: str, expected: tuple[str, set[str]]) -> None:
    nodes = ast.walk(ast.parse(body))
    assert flat_metrics(nodes, ["metrics", "results", "errors", "mae"]) == expected
