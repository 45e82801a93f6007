"""Nodes in the order of `ast.walk`, also where a call shows names that its strings read."""

import ast

import pytest

from nb2prod.analysis.syntax.nodes import (
    Visitor,
    all_nodes,
    child_nodes,
    forget_nodes,
    holds,
    nodes_of,
)

_CODE = (
    "",
    "x = [f(a, *b, c=1) for a in d if a > 1]",
    "match x:\n    case {'k': [1, *r]} | None: y\n    case C(a, b=[2]): pass",
    "def f(a, /, b: int = 1, *c, d, e=2, **g) -> str:\n    global x\n    x = {**a, 'b': -1}",
    "try:\n    import a.b as c\nexcept E as e:\n    del x[1:2], y.z\nelse:\n    f'{x!r:>{n}}'",
    "async def f():\n    async with a as b:\n        await (yield x)\n    return not (a and b)",
)


def _walked(tree: ast.AST) -> list[ast.AST]:
    return [node for node in ast.walk(tree) if not isinstance(node, ast.expr_context)]


@pytest.mark.parametrize("code", _CODE)
def test_order(code: str) -> None:
    tree = ast.parse(code)
    assert list(all_nodes(tree)) == _walked(tree)
    for node in all_nodes(tree):
        below = ast.iter_child_nodes(node)
        assert child_nodes(node) == [n for n in below if not isinstance(n, ast.expr_context)]


@pytest.mark.parametrize("code", _CODE)
def test_by_class(code: str) -> None:
    tree = ast.parse(code)
    for kind in (ast.Name, ast.Constant, ast.Call, ast.ExceptHandler):
        found = [node for node in _walked(tree) if isinstance(node, kind)]
        assert nodes_of(kind, [tree]) == found
        assert sorted(map(id, nodes_of(kind, tree.body))) == sorted(map(id, found))
        assert holds(tree, (ast.TypeIgnore, kind)) == bool(found)


def test_visitor() -> None:
    class Calls(Visitor):
        def __init__(self) -> None:
            self.seen: list[str] = []

        def visit_Call(self, node: ast.Call) -> None:
            self.seen.append(ast.unparse(node.func))
            self.generic_visit(node)

        def visit_Lambda(self, node: ast.Lambda) -> None:
            self.seen.append("lambda")

    calls = Calls()
    calls.visit(ast.parse("f(g(1), lambda: h(2))\nif i(): j()"))
    assert calls.seen == ["f", "g", "lambda", "i", "j"]


def test_changed_trees() -> None:
    tree = ast.parse("f()")
    before = all_nodes(tree)
    call = tree.body[0].value  # type: ignore[attr-defined]
    vars(call).update(_fields=(*ast.Call._fields, "named"), named=[ast.Name("x", ast.Load())])
    assert all_nodes(tree) == before
    forget_nodes()
    assert list(all_nodes(tree)) == _walked(tree) != list(before)
    assert [name.id for name in nodes_of(ast.Name, [tree])] == ["f", "x"]
