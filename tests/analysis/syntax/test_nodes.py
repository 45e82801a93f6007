"""Nodes in the order of `ast.walk`, also where a call shows names that its strings read."""

import ast

import pytest

from nb2prod.analysis.syntax.nodes import (
    Visitor,
    all_nodes,
    arguments_of,
    assignments,
    child_nodes,
    forget_nodes,
    holding,
    holds,
    keyword_of,
    last_name,
    loaded,
    method_name,
    named,
    nodes_of,
    root_name,
    start_name,
    stored,
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


CODE = ast.parse("a = b.c\nfor a in range(d):\n    del e\nf = lambda g: g + [h for h in a]")


def test_names() -> None:
    assert loaded(CODE) == {"a", "b", "d", "g", "h", "range"}
    assert sorted(stored(CODE)) == ["a", "a", "f", "h"]
    assert named(CODE) == loaded(CODE) | {*stored(CODE), "e"}


def test_several_nodes() -> None:
    first, *_, last = CODE.body
    assert sorted(stored(last, first)) == ["a", "f", "h"]
    assert loaded() == set()


@pytest.mark.parametrize(
    ("text", "root", "start", "last"),
    [
        ("a", "a", "a", "a"),
        ("a.b.c", "a", "a", "c"),
        ("a.b[c].d()", "", "a", ""),
        ("a[b]", "a", "a", ""),
        ("'x'.join(y)", "", "", ""),
        ("f().b", "", "f", "b"),
    ],
)
def test_ends(text: str, root: str, start: str, last: str) -> None:
    node = ast.parse(text, mode="eval").body
    assert (root_name(node), start_name(node), last_name(node)) == (root, start, last)


def call(text: str) -> ast.Call:
    node = ast.parse(text, mode="eval").body
    assert isinstance(node, ast.Call)
    return node


@pytest.mark.parametrize(
    ("text", "name"),
    [("a.b[c].d()", "d"), ("np.mean(x)", "mean"), ("d()", ""), ("f()()", ""), ("a['d']()", "")],
)
def test_method_name(text: str, name: str) -> None:
    assert method_name(call(text)) == name


def test_arguments() -> None:
    given = call("f(a, *b, key=c, **d)")
    assert list(map(ast.unparse, arguments_of(given))) == ["a", "*b", "c", "d"]
    assert ast.unparse(keyword_of(given, "key") or given) == "c"
    assert keyword_of(given, "other") is None


GIVEN = {
    "a = b = f(x)": ["a: f(x)", "b: f(x)"],
    "a: int = 1": ["a: 1"],
    "a: int": [],
    "a += 1": ["a: 1"],
    "a, b = 1, 2": ["a: 1", "b: 2"],
    "a, (b, c) = 1, (2, 3)": ["a: 1", "b: 2", "c: 3"],
    "a, b = f(x)": ["a: f(x)", "b: f(x)"],
    "a, *b = f(x)": ["a: f(x)", "b: f(x)"],
    "t['k'] = 1": ["t['k']: 1"],
    "print(a)": [],
}
HOLDING = {
    "a = mark()": {"a"},
    "a, b = mark(), 1": {"a"},
    "a = mark()\nb = [a]\nc = len(b)\nd = 2": {"a", "b", "c"},
    "b = a\na = mark()": {"a"},
    "for n in xs:\n    b = a\n    a = mark()": {"a", "b"},
    "for n in mark():\n    pass": {"n"},
    "xs.append(mark())": {"xs"},
    "xs.count(mark())": set(),
    "t['k'] = mark()": {"t"},
    "t = [x for x in xs if (y := mark())]": {"t", "y"},
}


@pytest.mark.parametrize("code", GIVEN)
def test_targets_with_what_they_are_given(code: str) -> None:
    (node,) = ast.parse(code).body
    assert [f"{ast.unparse(t)}: {ast.unparse(v)}" for t, v in assignments(node)] == GIVEN[code]


@pytest.mark.parametrize("code", HOLDING)
def test_names_that_hold_such_values(code: str) -> None:
    def holds(value: ast.expr, known: set[str]) -> bool:
        names = {n.id for n in ast.walk(value) if isinstance(n, ast.Name)}
        return bool(names & {"mark", *known})

    assert holding([[node] for node in ast.parse(code).body], holds) == HOLDING[code]
