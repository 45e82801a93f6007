"""Nodes in the order of `ast.walk`, also where a call shows names that its strings read."""

import ast

import pytest

from nb2prod.analysis.syntax.nodes import all_nodes, forget_nodes


@pytest.mark.parametrize(
    "code", ["", "x = [f(a, *b, c=1) for a in d if a > 1]", "match x:\n    case {'k': [1, *r]}: y"]
)
def test_order(code: str) -> None:
    tree = ast.parse(code)
    assert list(all_nodes(tree)) == list(ast.walk(tree))


def test_changed_trees() -> None:
    tree = ast.parse("f()")
    before = all_nodes(tree)
    call = tree.body[0].value  # type: ignore[attr-defined]
    vars(call).update(_fields=(*ast.Call._fields, "named"), named=[ast.Name("x", ast.Load())])
    assert all_nodes(tree) == before
    forget_nodes()
    assert list(all_nodes(tree)) == list(ast.walk(tree)) != list(before)
